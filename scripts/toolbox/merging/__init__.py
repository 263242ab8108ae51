"""Three states of a toolbox (what two people began with, and what each made of it)  →  one, and where they truly clash.

Pure. In: the files of each state by path, as bytes. Out: Merged. Looks at source and below. In the order in which they
build on each other:

    clash       Disagreement and Merged, and who decides
    order       the order of a list that both changed
    identity    what in a list is the same thing: by name, or by what it says
    values      keys, lists and texts of YAML
    prose       Markdown: blocks, lines, sentences
    rows        the CSV of a table
    files       one file;  trees: all of them, moved ones too
    words       a clash in plain Dutch

Taking in three proposals in any order gives the same, or names the same clashes; of no edit nothing is lost: it is in
what comes out, or in a clash.
"""
