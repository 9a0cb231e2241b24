"""Model: the trusted, frozen values, sorted and linked. No input, no output, no clock."""
