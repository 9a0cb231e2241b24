"""Comparison: the portal beside other makers of static sites, on the same records. `tests/bench/run.py` runs it."""
