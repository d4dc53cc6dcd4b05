"""Frozen types that every room speaks: problems, positions, progress, verbs, facts. Imports nothing of ours."""
