"""The pages on scoring as their tests read them."""

from tests.views.page import read_page

ADDRESS = "/how-scoring-works/details/"


def page_of(client):
    return read_page(client.get(ADDRESS)).one("main")


def rows_of(table):
    """The texts of a table's body and foot, row by row."""
    cells = [
        [cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in table.all("tr")
    ]
    return cells[1:]


def table_of(element, caption):
    return next(table for table in element.all("table") if table.one("caption").text == caption)
