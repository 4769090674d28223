"""What is copied or printed from a private page does not open it: not the words, no link, no field.

The browser's own line with a page's address, at the edge of each sheet, is not ours to leave out.
"""

import io
import re
import unicodedata

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from roles.models import Attempt
from tests.browser.sharing_states import SHARING
from tests.browser.states import QUIZ, RESULTS, open_state

PRIVATE = {
    f"{room} {name}": states[name]
    for room, states, names in (
        ("quiz", QUIZ, ["page 1, begun before", "page 2, nothing chosen"]),
        ("quiz", QUIZ, ["check, on the way", "check, too few"]),
        ("result", RESULTS, ["outdated", "compared", "rescored", "to be deleted"]),
        ("sharing", SHARING, ["share, links", "share, wrong", "share, silent", "link, outdated"]),
        ("sharing", SHARING, ["link, switched off", "earlier, three", "two of them"]),
    )
    for name in names
}
PASTED = """
document.addEventListener("paste", (event) => {
  window.pasted = ["text/plain", "text/html"].map((kind) => event.clipboardData.getData(kind));
})
"""


def opened_by(address):
    """What opens an attempt: its token, or the ticket with which it begins."""
    tickets = re.findall("/(?:quiz|results)/([^/?#]{22,})/", address)
    return {*tickets, *Attempt.objects.values_list("token", flat=True)}


def words_and_links(pdf):
    """All that stands in a printed page, and where its links lead."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    notes = [note.get_object() for page in pages for note in page.get("/Annots", [])]
    texts = [page.extract_text() for page in pages] + [repr(note) for note in notes]
    return unicodedata.normalize("NFKC", " ".join(texts))  # letters that are drawn as one


def found(secrets, **texts):
    """Where something of that stands, blanks and breaks left out of account."""
    return [
        (where, secret)
        for where, text in texts.items()
        for secret in secrets
        if secret in re.sub(r"\s", "", text)
    ]


def copied(page):
    """A page's text and HTML after Ctrl+A and Ctrl+C, as they are pasted elsewhere."""
    page.evaluate("document.activeElement.blur()")  # or else a field alone would be copied
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    other = page.context.new_page()
    other.evaluate(PASTED)
    other.keyboard.press("Control+v")
    return other.evaluate("window.pasted")


@pytest.mark.parametrize("state", PRIVATE.values(), ids=PRIVATE)
def test_private_page_copied_or_printed_opens_nothing(open_page, state):
    page = open_state(open_page, state)
    page.wait_for_load_state()
    secrets = opened_by(page.url)
    text, html = copied(page)

    assert len(secrets) >= 1
    assert page.locator("h1").inner_text().split()[0] in text
    assert found(secrets, text=text, html=html, pdf=words_and_links(page.pdf())) == []


@pytest.mark.parametrize(
    ("room", "name"),
    [(RESULTS, "outdated"), (SHARING, "share, links"), (QUIZ, "check, on the way")],
)
def test_private_page_copied_or_printed_in_firefox_opens_nothing(open_tab, room, name):
    tab = open_tab("/robots.txt")
    tab.goto(room[name].path())
    tab.control("a")
    tab.control("c")
    secrets, pdf = opened_by(tab.run("location.href")), words_and_links(tab.pdf())
    tab.goto("/robots.txt")
    tab.run(f"void ({PASTED})")
    tab.control("v")
    text, html = tab.run("window.pasted")

    assert len(secrets) >= 1
    assert len(text) > 200
    assert found(secrets, text=text, html=html, pdf=pdf) == []


def test_private_address_asked_for_is_shown_copied_and_printed(open_page):
    page = open_state(open_page, RESULTS["clear"])
    address = page.url
    page.goto(f"{address}?address=1")
    field = page.get_by_label("Your private link")
    expect(field).to_have_value(address)

    assert address in re.sub(r"\s", "", words_and_links(page.pdf()))
