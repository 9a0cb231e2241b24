"""Search: Pagefind's index over the staged pages."""
