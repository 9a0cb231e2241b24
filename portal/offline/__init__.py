"""Offline: what a browser keeps for reading without a connection, and one file to take along."""
