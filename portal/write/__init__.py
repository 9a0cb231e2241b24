"""Write: plain values to the text of a record, in the house's format."""
