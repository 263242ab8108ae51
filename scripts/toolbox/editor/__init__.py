"""The editor in the browser: Decap CMS with a configuration made from our own profile, as a bundle of its own.

In: the profile and Settings. Out: a folder to put on a server. It is never part of the site: it keeps a forge's token
and needs `unsafe-eval`, so it belongs on an origin of its own. Looks at source, assets, forge and core.
"""
