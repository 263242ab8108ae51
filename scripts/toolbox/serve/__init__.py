"""The site on this computer, built again after each edit.

In: a checkout. Out: its site under an address of this computer; an edit shows before the build of all is done, and what
is shown is never of before it. Looks at build and below. In the order in which they build on each other:

    builds        which edits are in the site that is served
    edits         sees edits of what a site is made of
    previewwire   what `serve` and its warm process say to each other
    making        one file of the site by itself, as a build of all makes it
    previewing    the warm process, behind the walls of the inner build;  preview: that process as `serve` has it
    states        single files of the newest state of the source;  previews: reads that state after an edit
    follow        what is added to a page on its way to the browser
    shown         what the browser gets
    serve         the command `toolbox serve`
"""
