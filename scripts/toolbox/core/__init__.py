"""Nouns and words: what every other package may use, and what uses none of them.

In: nothing. Out: Toolbox and its parts, Finding, Settings, addresses, Dutch words for dates and sizes, the root of all
errors. Looks at nothing of ours.
"""
