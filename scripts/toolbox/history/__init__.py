"""What Git knows: the one runner of git that reads, its log, and what that says of each source file.

In: a checkout. Out: History (what changed when, by whom, from which region; editions; open proposals). Looks at machine
and core.
"""
