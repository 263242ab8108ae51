"""A Toolbox  →  the pages of the site, staged for the site engine.

In: Toolbox, History, Settings, and what was rendered. Out: Markdown files that hold finished HTML. `views` is where it
begins, `whole`, `page` and `parts` are what a template is given, `spot` gives their links, `form` is the form on the
screen; `engine` alone knows MkDocs. Looks at news, shapes and below.
"""
