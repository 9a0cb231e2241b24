"""Search quality: queries, what should come first for each, and two searches that are judged by them."""
