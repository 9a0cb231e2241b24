"""Front: what the front door `build.py` needs for itself: arguments, environment, printing, preview."""
