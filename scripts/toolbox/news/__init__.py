"""What changed, told: each commit in words, formats as they were, who contributed, the feed, notes of an edition.

In: Toolbox, History and the older trees in Git. Out: news items, credits, Atom, Markdown. Looks at changes, source and
below.
"""
