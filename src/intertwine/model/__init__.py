"""Frozen types that every package speaks: problems, positions, progress, verbs, facts. Imports nothing of ours."""
