"""What to watch or read first. Sees a view and the curriculum that the gate discloses for it, and nothing else."""
