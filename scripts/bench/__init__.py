"""`make bench`: what a build costs, as ratios with their spread. Not a test: machines differ.

    .venv/bin/python -m bench [--short | --all]

`measuring` is what all of them use, `browser` what those do that look at a page; `builds` has the rows with a goal,
`plot` how they grow, `log` what was kept. Each other module measures one thing beside them, and some run by themselves
(`python -m bench.regions`). It may look at all of the toolbox; nothing looks at it but `make docs` and tests.
"""
