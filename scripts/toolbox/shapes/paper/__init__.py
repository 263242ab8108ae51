"""Everything on paper: HTML laid out by WeasyPrint, then made whole as PDF/UA and PDF/A.

In order: typeset, pdfua, sheet (one format as HTML), single, fields and lettering (a fillable PDF), book.
"""
