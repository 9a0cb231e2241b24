"""Search: Pagefind's index of a document for each vacancy, made before the pages are rendered."""
