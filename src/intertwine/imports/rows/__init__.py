"""Rows as records: what is understood, and problems for what is not."""
