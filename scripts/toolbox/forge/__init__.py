"""One client for the forges: whose address it is, and what is asked of it (GitHub, Forgejo, GitLab).

In: the address of a remote. Out: a pull request. Looks at core alone.
"""
