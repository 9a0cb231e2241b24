"""Pages: the plan of the site, each address with its template, view and data for other sites."""
