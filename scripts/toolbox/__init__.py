"""Builds the Toolbox Transitieroute: text and data packages in, a website and printable formats out.

The modules in the order in which data flows:

    model       the nouns that carry everything, frozen
    findings    what is wrong in a source file, and its Dutch sentence
    tree        a folder on disk  →  Tree (path → bytes), within limits: names, kinds and sizes
    committree  a commit  →  Tree, within the same limits
    yamlsource  strict YAML with line numbers;  profile: our own JSON Schemas over it
    canonical   the one form of a datapackage.yaml
    prose       Markdown  →  safe HTML;  figures: an image in it;  weight: what would take too long
    images      what an image is before it is decoded, and the same drawn anew
    pages, formats (with rows, its CSV), diagrams    one source file  →  Page, Format, Diagram + findings
    load        Tree  →  Toolbox + findings
    checks, sizes    rules over a whole Toolbox, and how much it may hold;  characters: what paper cannot draw
    settings    what mkdocs.yml says
    git, gitlog, history    what changed when, by whom;  chronicle: what each of the newest commits changed, in words
    editions    formats as they were at each tag, printed;  past: both for the pages;  releasenotes: between two tags
    addresses   where each page and file stands on the site
    drawing     Diagram  →  SVG
    stamps      which edition a paper is
    slots       Format  →  every place to fill something in;  answers: what someone filled in
    fonts, typeset, sheet, paper, book, pdfua    Format, Toolbox  →  PDFs
    lettering, acroform    the letters and the fields of a fillable PDF
    cells       text that no spreadsheet takes for a formula
    shapes      Format  →  Word, a workbook, the form on the site
    preview     a PDF's first page as a picture
    packages    Format  →  its data package as a download
    confine     limits that the system keeps;  fanout: work over the cores, each piece in a process of its own
    cache       renders kept by content hash
    offers      in which shapes something can be had;  overviews: who fills in what, what of it is sensitive
    credits     who made a page better, and what each region brought;  feed: the news as Atom
    news, pageparts, pageview, proposalview, views    everything  →  the HTML of each page, staged as Markdown
    webfonts    the site's own fonts;  webscripts: its scripts, bundled;  licences: of what others made
    engine      the staged folder  →  HTML, by the site engine
    inner       all that touches proposals, in a confined process;  wall: looks through what came out
    hosting     its policy and headers, as the files that web servers read, and security.txt
    publish     put it in place in one move;  verify: whether a copy of it is what was built
    source      read and checked;  outputs: everything rendered
    reading     filled-in files of any shape  →  one data package
    changes     old Toolbox × new Toolbox  →  what a proposal changes, in plain Dutch
    editor      the editor in the browser, a bundle of its own
    proposals   what someone changed  →  a branch and a pull request
    forgereport the report of a proposal  →  one comment on the forge
    build       all of that in order;  broken, explain: what to say when this machine cannot;  cli, serve: the commands
"""

__version__ = "0.1.0"
