"""The cellar: what any stage may use, and what uses no stage."""
