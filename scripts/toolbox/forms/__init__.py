"""A Format as places to fill in, as answers and as data: what every shape and every reader shares.

In: a Format. Out: its slots in reading order, Found answers, cells that no spreadsheet runs, its data package. Looks at
core alone.
"""
