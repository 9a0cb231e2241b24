"""What the form "Add a vacancy" is given: the schema, what its checks must know of the site, and the records."""
