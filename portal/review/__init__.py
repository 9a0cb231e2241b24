"""Review: what a reviewer needs in one look: a card of each vacancy, and what changes for its readers."""
