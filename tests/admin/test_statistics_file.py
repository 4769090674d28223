"""The file of the statistics page: it opens as text, whatever people wrote."""

import csv

import pytest

from roles.admin.statistics_file import figures_csv
from roles.wording.tables import FigureTable, TableCell, TableColumn, TableRow

EIGHT = TableCell("8 of 100", 0.08)


def make_table(row="Page 1", cell=EIGHT, column="Stopped"):
    return FigureTable(
        "funnel",
        "Where people stop",
        "",
        (TableColumn("Page"), TableColumn(column)),
        (TableRow(row, (cell,)),),
    )


def read(text):
    return list(csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True)))


def test_file_has_a_line_for_each_figure_with_plain_numbers():
    tables = [make_table(), make_table("Page 2", TableCell("1,234", 1234))]

    assert read(figures_csv(tables)) == [
        ["table", "row", "column", "value"],
        ["funnel", "Page 1", "Stopped", "0.08"],
        ["funnel", "Page 2", "Stopped", "1234"],
    ]


def test_file_tells_spreadsheets_its_encoding_and_leaves_out_what_has_no_value():
    text = figures_csv([make_table(cell=TableCell("-"))])
    assert text.encode().startswith(b"\xef\xbb\xbf")
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        *('=HYPERLINK("http://x.example","Pay")', "+1+2", "-2+3", "@SUM(A1)", "\tx", "\rx", "\nx"),
        *("  =1+1", "\N{FULLWIDTH EQUALS SIGN}1+1", "\N{FULLWIDTH COMMERCIAL AT}x"),
    ],
)
@pytest.mark.parametrize("place", ["row", "column", "cell"])
def test_text_that_a_spreadsheet_might_compute_gets_an_apostrophe(text, place):
    value = TableCell(text, text) if place == "cell" else text
    line = read(figures_csv([make_table(**{place: value})]))[1]
    assert f"'{text}" in line


@pytest.mark.parametrize(
    ("text", "harmless"), [("a;=1+1;b", "a;'=1+1;b"), ("a\t @b", "a\t' @b"), ("a|b; 1", "a|b; 1")]
)
def test_text_that_others_split_into_cells_holds_no_formula_in_any(text, harmless):
    assert read(figures_csv([make_table(row=text)]))[1][1] == harmless


def test_number_below_zero_stays_a_number():
    assert read(figures_csv([make_table(cell=TableCell("below 0", -0.12))]))[1][-1] == "-0.12"


def test_text_with_quotes_commas_and_lines_stays_one_cell():
    text = 'Say "no", or\nyes; 1'
    assert read(figures_csv([make_table(row=text)]))[1][1] == text
