"""Loading the content of the pages about roles into the draft, whole or not at all."""

import pytest
from django.db import IntegrityError, connection

from roles.models import RolePage, Source
from roles.queries.careers import draft_content_document, public_state
from tests.careers_factories import make_page_row, make_source_row
from tests.content.documents import read
from tests.factories import make_careers, make_content_version
from tests.services.careers import REASON, load, make_wide_document, written_by

pytestmark = pytest.mark.django_db


def test_load_into_nothing_stores_every_row_and_says_why():
    written, reasons = written_by(lambda: load(make_wide_document()))

    assert draft_content_document() == make_wide_document()
    assert reasons == {REASON}
    assert written == dict.fromkeys(
        ("Source +", "RolePage +", "Comparison +", "ReaderQuestion +", "Title +", "Step +"), 2
    ) | {"PayFigure +": 3}


def test_load_of_what_is_there_writes_nothing():
    assert load(make_wide_document()) is True

    written, _reasons = written_by(lambda: load(make_wide_document()))
    assert written == {}
    assert load(make_wide_document()) is False


@pytest.mark.parametrize(
    ("section", "key", "value", "table"),
    [
        ("sources", "note", "Read again.", "Source"),
        ("pay", "middle", 61_000, "PayFigure"),
        ("roles", "does", [{"text": "Draw", "source": "survey"}], "RolePage"),
        ("comparisons", "answer", "It depends.", "Comparison"),
        ("reader_questions", "rows", [{"label": "Now", "text": "Yes"}], "ReaderQuestion"),
        ("titles", "changes", {"ideas": "Fewer", "order": "Less"}, "Title"),
        ("routes", "shift", "Nothing.", "Step"),
    ],
)
def test_load_of_one_change_writes_that_row_alone(section, key, value, table):
    load(make_wide_document())
    document = make_wide_document()
    document[section][0][key] = value
    written, _reasons = written_by(lambda: load(document))

    assert written == {f"{table} ~": 1}
    assert draft_content_document() == document


def test_load_of_rows_in_another_order_changes_their_positions():
    load(make_wide_document())
    document = make_wide_document()
    document["roles"].reverse()
    written, _reasons = written_by(lambda: load(document))

    assert written == {"RolePage ~": 2}
    assert draft_content_document()["roles"] == document["roles"]


def test_load_deletes_what_the_content_lacks_and_keeps_its_history():
    load(make_wide_document())
    document = make_wide_document(roles=[make_page_row("keeper", other="thinker")])
    written, reasons = written_by(lambda: load(document))

    assert written == {"RolePage -": 1}  # the one left keeps its number
    assert reasons == {REASON}
    assert RolePage.history.filter(slug="thinker", history_type="-").count() == 1


def test_load_of_nothing_leaves_nothing():
    load(make_wide_document())
    load(make_careers().model_dump(mode="json"))

    assert read(draft_content_document()) == make_careers()


def test_load_that_fails_on_the_way_changes_nothing():
    load(make_wide_document())
    before = draft_content_document()
    document = make_wide_document(sources=[make_source_row(label="Poll")])
    document["routes"].pop()

    def refuse(execute, sql, params, many, context):
        if sql.startswith(('DELETE FROM "roles_step"', "DELETE FROM `roles_step`")):
            raise IntegrityError("no")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse), pytest.raises(IntegrityError):
        load(document)

    assert draft_content_document() == before
    assert Source.history.filter(history_change_reason=REASON).count() == 2


def test_load_changes_nothing_for_readers():
    make_content_version(make_careers())
    before = public_state()
    load(make_wide_document())

    assert public_state() == before
