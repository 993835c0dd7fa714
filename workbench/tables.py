"""Plain tables for people: as a frame of pandas, as .csv and as .xlsx, guarded against formulas.

pandas is loaded by whoever asks for a frame or a workbook, and by nobody else.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Cell = str | int
Rows = Sequence[Mapping[str, Cell]]

#: Cells that begin with these are read as formulas by spreadsheets.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def frame(table: Rows) -> pd.DataFrame:
    """A table for pandas."""
    import pandas as pd

    return pd.DataFrame(list(table))


def csv_text(table: Rows) -> str:
    """A table as .csv; a cell that a spreadsheet would read as a formula is led by an apostrophe."""
    out = io.StringIO(newline="")
    if table:
        writer = csv.writer(out)
        writer.writerow(table[0])
        writer.writerows([_guarded(cell) for cell in row.values()] for row in table)
    return out.getvalue()


def xlsx_bytes(tables: Mapping[str, Rows]) -> bytes:
    """Tables as the sheets of an .xlsx file, guarded like `csv_text`."""
    import pandas as pd

    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as book:
        for name, table in tables.items():
            guarded = [{key: _guarded(cell) for key, cell in row.items()} for row in table]
            frame(guarded).to_excel(book, sheet_name=name[:31], index=False)
            book.sheets[name[:31]].freeze_panes = "A2"
    return out.getvalue()


def _guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula.

    >>> _guarded("=1+1"), _guarded("peoples"), _guarded(3)
    ("'=1+1", 'peoples', 3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_SIGNS) else cell
