"""Content of two role pages, and what loading it writes."""

from collections import Counter

from roles.models import CONTENT_ROWS
from roles.services.careers import load_careers
from tests.careers_factories import (
    make_careers_document,
    make_comparison_row,
    make_page_row,
    make_pay_row,
    make_question_row,
    make_source_row,
)
from tests.content.documents import read

REASON = "loaded from a test"


def make_wide_document(**changes):
    """Two rows or more of each kind; nothing names the second source and the third figure."""
    document = make_careers_document(
        sources=[make_source_row(), make_source_row(slug="atlas", name="Atlas of work")],
        pay=[make_pay_row(slug=slug) for slug in ("thinkers-us", "keepers-us", "mixers-us")],
        roles=[make_page_row("thinker", other="keeper"), make_page_row("keeper", other="thinker")],
        comparisons=[
            make_comparison_row("thinker", "keeper"),
            make_comparison_row("thinker", "keeper", "mixer"),
        ],
        reader_questions=[make_question_row(), make_question_row(slug="how-far")],
    )
    poet = {"slug": "poet", "name": "Poet", "changes": {"ideas": "Fewer", "order": "More"}}
    document["titles"].append(poet | {"pay": "keepers-us"})
    document["routes"].append(document["routes"][0] | {"start": "thinker", "goal": "keeper"})
    return document | changes


def load(document):
    """Whether anything was written."""
    return load_careers(content=read(document), reason=REASON)


def written_by(write):
    """How many rows of each table a call created (+), changed (~) and deleted (-), by its history,
    and the reasons noted there."""
    known = {
        table: set(table.history.values_list("history_id", flat=True)) for table in CONTENT_ROWS
    }
    write()
    found, reasons = Counter(), set()
    for table in CONTENT_ROWS:
        for row in table.history.exclude(history_id__in=known[table]):
            found[f"{table.__name__} {row.history_type}"] += 1
            reasons.add(row.history_change_reason)
    return found, reasons
