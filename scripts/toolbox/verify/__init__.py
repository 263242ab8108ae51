"""A published site, or a copy of one  →  whether it is what was built, and whether its commit gives the same bytes.

In: a folder with a site, and a record of what it should be. Out: what differs, in Dutch. Looks at build and below. In
the order in which they build on each other:

    compared     the page that says that a site was built again and compared
    verify       the files, held against the record
    signature    whether the forge signed that record, looked at without network
    made         what a record says that a site was made of, as strangers may have written it
    elsewhere    a commit, built again in a place of its own
    rebuild      that site and this one, byte by byte
"""
