"""The figures of the statistics page as a file that opens in a spreadsheet, as text."""

import csv
from collections.abc import Iterable
from io import StringIO

from roles.wording.tables import FigureTable, Value

HEADER = ("table", "row", "column", "value")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the computer's own encoding
# What a spreadsheet may take for a formula, see OWASP, "CSV Injection".
FULL_WIDTH = "\uff1d\uff0b\uff0d\uff20"  # = + - @ as wide as East Asian letters
FORMULA_SIGNS = tuple(f"=+-@\t\r\n{FULL_WIDTH}")


def figures_csv(tables: Iterable[FigureTable]) -> str:
    """One figure a line: its table, row and column, and its value. Numbers have a point."""
    file = StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(HEADER)
    for table in tables:
        writer.writerows([_harmless(each) for each in line] for line in table.lines())
    return BYTE_ORDER_MARK + file.getvalue()


def _harmless(value: Value) -> Value:
    """A text that no spreadsheet computes; numbers as they are."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value
