"""Filled-in files of any shape  →  one data package, and a list of what fitted nowhere.

In: files that strangers send, and the formats as they are now. Out: Read of each file, and the package. `run` reads
each in a process apart, with limits; `files` sees what a file is; a reader (`pdf`, `word`, `workbook`, `page`,
`data`) gives Found, raw; `placing` fits that to the format. Looks at shapes, forms and below; never at changes or
source.
"""
