"""Everything on paper: HTML laid out by WeasyPrint, then made whole as PDF/UA and PDF/A.

In order: layout, typeset, pdfua, sheet (what the templates in `templates/print/` are given of one format), single,
fields, simplefont and lettering (a fillable PDF), chapters, book.
"""
