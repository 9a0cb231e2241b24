"""Search: an index for Pagefind's search, of a document for each vacancy, and what browsers must know beside it."""
