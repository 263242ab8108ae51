"""Builds the Toolbox Transitieroute: text and data packages in, a website and printable formats out.

The modules in the order in which data flows:

    tree        a folder on disk or a commit  →  Tree (path → bytes)
    yamlsource  strict YAML with line numbers
    prose       Markdown  →  safe HTML
    pages, formats, diagrams, load    Tree  →  Toolbox + Findings
    checks      rules over a whole Toolbox  →  Findings
    history     git log  →  dates and changes per file
    views       the HTML of each page;  paper, book: the PDFs
    stage       everything  →  a docs folder (Outputs)
    engine      the docs folder  →  site, by the site engine
    publish     put it in place in one move
"""

__version__ = "0.1.0"
