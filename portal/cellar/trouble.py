"""Trouble: why a command could not be carried out, other than for mistakes in the content."""


class Trouble(Exception):
    """Something stands in the way. The text is one line for a person: what it is, and what to do."""
