"""Cache: what one run found out, kept for the next. It may vanish at any time, and is believed only while it holds."""
