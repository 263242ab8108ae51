"""What can be done to a filled-in CSV: by spreadsheets, which write it in their own way, and by people."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from fuzz.kitchen import Change
from fuzz.meaning import Promise, Touched
from fuzz.recipe import Picks


class OpenedCsv:
    def __init__(self, data: bytes) -> None:
        self.rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
        self.touched = Touched()
        self.mark, self.end, self.codec = ",", "\r\n", "utf-8"
        self.quoting: int = csv.QUOTE_MINIMAL
        self.says = False
        self.odd = b""

    def saved(self) -> bytes:
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=self.mark, lineterminator=self.end, quoting=self.quoting)  # type: ignore[arg-type]
        writer.writerows(self.rows)
        first = f"sep={self.mark}\r\n" if self.says else ""
        return (first + out.getvalue()).encode(self.codec, "replace") + self.odd


def csv_pool(data: bytes) -> str:
    return " ".join(data.decode(codec, "replace") for codec in ("utf-8", "utf-16", "cp1252"))


def _other_mark(table: OpenedCsv, picks: Picks) -> None:
    table.mark = picks.of((";", "\t"))


def _quoted(table: OpenedCsv, picks: Picks) -> None:
    table.quoting = csv.QUOTE_ALL


def _other_end(table: OpenedCsv, picks: Picks) -> None:
    table.end = "\n"


def _other_letters(table: OpenedCsv, picks: Picks) -> None:
    table.codec = picks.of(("utf-8-sig", "utf-16"))


def _said(table: OpenedCsv, picks: Picks) -> None:
    """Excel's own first line."""
    table.says = True


def _empty_rows(table: OpenedCsv, picks: Picks) -> None:
    table.rows += [[""] * len(table.rows[0]) for _ in range(1 + picks.number(5))]


def _empty_columns(table: OpenedCsv, picks: Picks) -> None:
    for row in table.rows:
        row += [""] * (1 + picks.numbers[0] % 5)


def _columns_moved(table: OpenedCsv, picks: Picks) -> None:
    at = picks.number(len(table.rows[0]))
    table.rows = [[*row[at:], *row[:at]] for row in table.rows]


def _column_added(table: OpenedCsv, picks: Picks) -> None:
    at = picks.number(len(table.rows[0]))
    table.rows = [
        [*row[:at], "opmerking" if not number else "van mij", *row[at:]] for number, row in enumerate(table.rows)
    ]


def _column_gone(table: OpenedCsv, picks: Picks) -> None:
    at = picks.number(len(table.rows[0]))
    table.touched.everything = True
    table.rows = [[*row[:at], *row[at + 1 :]] for row in table.rows]


def _cell(table: OpenedCsv, picks: Picks) -> None:
    table.touched.everything = True
    row = picks.of(table.rows)
    row[picks.number(len(row))] = picks.of(
        ("", "=1+1", "'=1+1", "a\nb", 'a"b', "x" * 140_000, "\0", "é;,\t", "31-2-2026", "\ud7ff")
    )


def _row_twice(table: OpenedCsv, picks: Picks) -> None:
    table.touched.everything = True
    table.rows.insert(1 + picks.number(len(table.rows)), list(picks.of(table.rows[1:])))


def _ragged(table: OpenedCsv, picks: Picks) -> None:
    table.touched.everything = True
    row = picks.of(table.rows)
    del row[picks.number(len(row) + 1) :]


def _open_quote(table: OpenedCsv, picks: Picks) -> None:
    table.touched.everything = True
    table.odd = picks.of((b'"', b'"a', b'a"b,c"', b"\xff\xfe", b"\0", b",,,,", b'""""'))


CHANGES: Mapping[str, Change] = {
    "other mark": Change(_other_mark, Promise.SAME),
    "quoted": Change(_quoted, Promise.SAME),
    "other end": Change(_other_end, Promise.SAME),
    "other letters": Change(_other_letters, Promise.SAME),
    "said": Change(_said, Promise.SAME),
    "empty rows": Change(_empty_rows, Promise.SAME),
    "empty columns": Change(_empty_columns, Promise.SAME),
    "columns moved": Change(_columns_moved, Promise.SAME),
    "column added": Change(_column_added, Promise.NOTHING_LOST),
    "column gone": Change(_column_gone, Promise.NOTHING_INVENTED),
    "cell": Change(_cell, Promise.NOTHING_INVENTED),
    "row twice": Change(_row_twice, Promise.NOTHING_LOST),
    "ragged": Change(_ragged, Promise.NOTHING_INVENTED),
    "open quote": Change(_open_quote, Promise.NOTHING_INVENTED),
}
