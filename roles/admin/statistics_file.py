"""The figures of the statistics page as a file that opens in a spreadsheet, as text."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

from roles.wording.tables import FigureTable, Value

HEADER = ("table", "row", "column", "value")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the computer's own encoding
# What a spreadsheet may take for a formula, see OWASP, "CSV Injection".
FULL_WIDTH = "\uff1d\uff0b\uff0d\uff20"  # = + - @ as wide as East Asian letters
# At the start of a text, or after what separates cells where others separate them by it.
FORMULA = re.compile(rf"(^|[;|\t\r\n])(?=\s*[=+\-@\t\r\n{FULL_WIDTH}])")


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
    return FORMULA.sub(r"\1'", value) if isinstance(value, str) else value
