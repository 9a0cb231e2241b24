"""Facets: the ways to narrow the list, what each vacancy answers to, and the tables that the finder reads."""
