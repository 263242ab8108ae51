"""Puts the report of a proposal below its pull request: one comment, kept up to date, and its labels.

In: the artifact of a run. Out: a comment and labels. Looks at nothing of ours. The report was made in a job that ran
what a stranger may have written, so every byte of it is data:

    archive   the artifact, a zip  →  the bytes of the one file that counts, within limits
    shape     those bytes  →  SentReport, or Unusable
    plain     a stranger's text  →  the same text, without anything that a forge acts on
    comment   SentReport  →  the comment: our own Markdown around plain text
    api       what both GitHub and Forgejo answer to
    post      which pull request it is, its comment, its labels

`__main__` holds the commands. Runs with the standard library alone and as `python3 -I`: the job that has rights
installs nothing, and imports nothing but this package of the base branch.
"""
