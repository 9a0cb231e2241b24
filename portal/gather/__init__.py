"""Gather: brings each file of `content/` to what the plan needs of it, once; what has not changed is known already."""
