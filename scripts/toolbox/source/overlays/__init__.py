"""What a region or a language lays over the common toolbox: (base Toolbox, Overlay)  →  Overlaid + findings.

In: the folders in content/regio/. Out: a Toolbox like any other, before all that checks, compares, renders or reads;
what stands behind knows no more of it than its badge. `loading` reads a folder, `baseline` says what an override is
about and whether the base moved on since, `texts`, `forms` and `hidden` apply, `laying` does all of it in order.
"""
