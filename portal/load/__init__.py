"""Load: the files of `content/` to records whose every value knows its place."""
