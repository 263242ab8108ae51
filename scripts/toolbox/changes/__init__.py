"""What a proposal changes, in plain Dutch: two states of the toolbox  →  one report for someone who reads no Git.

In: two commits. Out: a Report, as Markdown, a page and JSON. `compare` is pure and puts two Toolboxes side by side;
`printed` does the same for the printed pages; `report` gathers what there is to say, and `markdown`, `webpage` and
`data` write it down. Only `make`, which reads the commits, and `files` touch the world.
Looks at shapes, source and below.
"""
