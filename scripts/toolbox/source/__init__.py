"""A tree of text and data packages  →  a checked Toolbox.

In: a folder on disk or a commit. Out: Toolbox and findings; no YAML, CSV or Frictionless object goes past here. Its
order: tree, limits, committree, decoding; yamlsource, canonical, profile, mending; prose, figures, heavy, images;
pages, rows, choices, formats, diagrams; load, rules, sizes, characters, check. Looks at forms, assets, history and
below.
"""
