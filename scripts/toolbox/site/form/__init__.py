"""A Format  →  the form that is filled in on the screen."""
