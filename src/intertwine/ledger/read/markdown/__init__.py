"""Markdown as lines, blocks, links and front matter. It knows nothing of stories.

May import model alone.
"""
