"""Writes docs/worked-example.md anew: `python -m tests.worked_example`."""

from tests.worked_example.page import PAGE, page

PAGE.write_text(page(), encoding="utf-8")
