"""All of it in order: read, check, render, stage, site engine, wall, publish; and what looks at the result.

In: a checkout. Out: `site/`, put in place in one move, or not at all.
"""
