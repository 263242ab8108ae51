"""A format on paper, between the margins of A4: standing and lying."""

from __future__ import annotations

SHEET_WIDTH, SHEET_WIDTH_LYING = 174.0, 261.0  # mm
