"""All of it in order: read, check, render, stage, site engine, wall, publish; and what looks at the result.

In: a checkout. Out: `site/`, put in place in one move, or not at all. `build` is where it begins and ends; `inner` runs
what touches a stranger's text: there `outputs` goes through the stages `images`, `paper`, `office`, `decks`, `packs`
and `pagefiles`, and the pages come last; `foldersite` makes a copy of the finished site that needs no server.
"""
