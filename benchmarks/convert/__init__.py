"""Public data sets as the tables that `intertwine import table` reads; each script notes the faults it met.

`python -m benchmarks.convert.NAME DATA_DIR OUT_DIR`. None of the data is part of this repository.
"""
