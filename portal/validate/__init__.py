"""Validate: records against `schema/` and the rules; every mistake in our words and at its place."""
