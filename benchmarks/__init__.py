"""Benchmarks: `make bench` prints each as a table. Ratios and medians of one run, for these machines are noisy."""
