"""What `outloud` says of a paper of ours and why it is none: its rule → why."""

from __future__ import annotations

# What a blank form is on purpose, or what the checker misreads.
NOT_A_FAULT = {
    "TBL-004": "columns that a RowSpan of the row above leaves out are not counted",
    "TBL-010": "a list to tick has more row headers than data cells",
    "TBL-012": "the cells are empty because people write in them",
    "TBL-014": "two tables on one page are taken for one grid",
}
NOT_A_FAULT_IN_THE_BOOK = {
    "TAG-030": "a diagram may fill a page",
    "LNK-010": "an address in a text may be one that no longer works",
    "PAG-001": "chapters begin alike: 'Bijlage bij stap 1' is no running head",
    "ORD-001": "the bullets of a list are painted after its text; the tags have them in order",
}
