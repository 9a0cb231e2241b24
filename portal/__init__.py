"""A generator of vacancy portals: records in `content/` to a searchable static `site/`.

The rooms follow the data: load, validate, model, pages, render, search, verify, publish.
`docs/architecture.md` has the map.
"""
