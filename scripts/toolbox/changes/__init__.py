"""What a proposal changes, in plain Dutch: two states of the toolbox  →  one report for someone who reads no Git.

`compare` is pure and puts two Toolboxes side by side; `printed` does the same for the printed pages; `report` gathers
what there is to say, and `markdown`, `webpage` and `data` write it down. Only `run` touches the world.
"""
