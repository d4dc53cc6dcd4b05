"""The fewest crossings, proved: a lower bound by odd-cycle packing, and a search that reaches or refutes it.

Imports `order` and the modules beside this package.
"""
