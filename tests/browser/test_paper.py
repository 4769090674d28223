"""What comes out of the printer, which differs by engine."""

import io

from pypdf import PdfReader


def sheets(pdf):
    return len(PdfReader(io.BytesIO(pdf)).pages)


def test_short_page_in_firefox_takes_one_sheet(open_tab):
    tab = open_tab("/results/")

    assert sheets(tab.pdf()) == 1
