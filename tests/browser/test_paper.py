"""What comes out of the printer, which differs by engine."""

import io

from pypdf import PdfReader

from tests.browser.states import RESULTS


def sheets(pdf):
    return len(PdfReader(io.BytesIO(pdf)).pages)


def test_short_page_in_firefox_takes_one_sheet(open_tab):
    tab = open_tab("/results/")

    assert sheets(tab.pdf()) == 1


def test_fullest_result_in_firefox_takes_two_sheets_at_most(open_tab):
    tab = open_tab("/robots.txt")
    tab.goto(RESULTS["leaning"].path())

    assert sheets(tab.pdf()) == 2
