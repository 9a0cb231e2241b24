"""Check: what is wrong with the files that somebody names, without reading all the others again."""
