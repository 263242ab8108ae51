"""The commands, one a file: its arguments, the call of what does the work, and the exit status.

A command takes nothing in before it runs, so that `toolbox check` does not wait for what prints, nor `--help` for
anything: what does the work is imported in `run`.
"""
