"""Builds a toolbox (text and data packages) into a website and printable formats.

What is said of the one method that it was made for stands in content/toolbox.yaml, and nowhere here.

The tree is the pipeline. Each package may only look at those above it in this list; `make test` holds it to that
(import-linter). What comes in and goes out stands at the top of each.

    core        nouns and words, which look at nothing else: model and what belongs to it, findings, errors, Dutch words
    forge       one client for the forges
    machine     what the system keeps: confine, enclosure, worker, fanout, store
    history     what Git knows: runner, git, log, history
    assets      what others made: fonts, webfonts, bundles, licences
    forms       a Format as places, answers and data
    source      a tree  →  a checked Toolbox
    merging     three states of a toolbox  →  one, and where two people truly clash
    shapes      a Format  →  files: paper (PDFs), office (Word, a workbook), drawings
    changes     old Toolbox × new Toolbox  →  what a proposal changes, in plain Dutch
    reading     filled-in files of any shape  →  one data package
    editor      the editor in the browser, a bundle of its own
    news        what changed, told
    proposals   what someone changed  →  a branch and a pull request
    site        a Toolbox  →  pages
    wall        looks through what came out; knows nothing of how it was made
    build       all of that in order
    verify      a published site  →  whether it is what was built
    serve       the site on this computer, built again after each edit
    commands    the commands, one a file: arguments, call, exit status;  cli, the one entry to them
    forgereport the report of a proposal  →  one comment on the forge; the standard library alone

    templates, theme    HTML and CSS for paper and site; the scripts of its pages
"""

__version__ = "0.1.0"
