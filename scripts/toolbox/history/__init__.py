"""What Git knows: `runner`, the one place where git is started, and `hardening`, what of a checkout's settings
may not hold; `git`, what is asked of it; its log, and what that says of each source file.

In: a checkout. Out: History (what changed when, by whom, from which region; editions; open proposals). Looks at core
alone.
"""
