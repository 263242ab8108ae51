"""Fuzzing of everything that strangers send: `make fuzz`, for as long as one likes; `test_fuzz.py` does a little of it.

    corpus      real files to begin from: the toolbox, the cases, forms filled in and saved
    tokens      what parsers trip over;  mutation: a real file with something done to it
    grammar     texts built from every construct there is, nested and repeated
    judge       what HTML may hold, by parsers that the project does not use for it
    sources     targets: what stands in content/ and forms/
    readings    targets: filled-in files, changed in their bytes
    recipe      a real file and what is done to it, step by step
    *changes    what can be done to a file, by what it is made of (to an openedpdf: pdfsame, pdfodd)
    meaning     what came of a file, and what may not when one knows what was done to it
    kitchen     recipes for one kind of file, made and judged;  received: targets of these
    letters     targets: patches, mails and reports from another run
    papers      formats at the limits, which must come out on paper whole
    gitsent     what somebody changes in a toolbox and has git write
    gitmail     what becomes of such a mail: what we take must be git's own tree
    target      what an input must hold to
    kept        what a run leaves for the next;  smaller: a failing input with less in it
    worker      one target in a process with limits that the system keeps
    __main__    all targets for a number of minutes, and the table

A failing input is kept in `found/`, which Git ignores. Once the fault is mended it moves to `seeds/<target>/`, or to
`bombs.py` when it is one thing said very often; both are tried again in every run of the tests.
"""
