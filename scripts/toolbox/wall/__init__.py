"""The last wall: a finished site is looked through before it is put in place, whoever and whatever made it.

In: a folder with a site. Out: what may not stand in it, a line in Dutch each. It knows nothing of content or formats
and takes no part in making them: what it finds is a fault in the code or an attack that came past the walls before;
the site that stands then stays. Looks at forms and core alone.
"""
