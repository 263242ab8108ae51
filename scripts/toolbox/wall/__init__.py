"""The last wall: a finished site is looked through before it is put in place, whoever and whatever made it.

It knows nothing of content or formats and takes no part in making them. What it finds is a fault in the code or an
attack that came past the walls before; the site that stands then stays.
"""
