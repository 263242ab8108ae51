"""What the system keeps for us: limits on a process, work over the cores, results on disk.

In: functions and bytes. Out: their results, within limits, kept by content hash. Looks at core alone.
"""
