"""`make clients`: every answer of every format typed with real programs, saved, and read back with our own reader.

Not a test: it takes minutes, and asks for programs that most machines lack. `typed` says what is typed where, `pdfs`,
`office` and `browsers` hold the programs, `judge` says what became of each answer: kept, listed (in 'niet geplaatst',
or with a remark that it needs a look), refused with its whole file (with the reason), or lost. One that is lost ends
the command with status 1.
"""
