"""Views: the model in words, ready to print, as the templates are given it."""
