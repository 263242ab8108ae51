"""Word files and workbooks: what people edit, with the names by which `toolbox read` finds the answers again."""
