"""A Format  →  the files that people take home: `paper` (PDFs and the book), `office` (Word, a workbook), drawings.

In: Format, Toolbox, and which edition it is. Out: bytes. Looks at source (for prose and
figures), forms, assets and core.
"""
