"""What others made and we hand on: fonts for paper and site, scripts bundled for the page, their licences.

In: the packages of the lock file. Out: bytes, by name. Looks at core alone.
"""
