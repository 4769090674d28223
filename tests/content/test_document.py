"""Documents of the pages about roles: read whole, and written back to the same data."""

import copy
import dataclasses
from datetime import date

import pytest

from roles.content import files as documents
from roles.content.careers import (
    ROLE_POINTS,
    AnswerRow,
    Careers,
    Comparison,
    PayFigure,
    PayShown,
    Point,
    ReaderQuestion,
    Source,
    Step,
    Title,
)
from roles.content.document import dump, parse
from roles.domain.errors import CatalogError
from tests.careers_factories import make_careers_document, make_page_row
from tests.content.documents import DIMENSIONS, ROLES, changed, read

EMPTY = {"format": 1} | {field.name: [] for field in dataclasses.fields(Careers)}


def test_parse_document_gives_every_source_and_figure():
    content = read(make_careers_document())

    assert content.sources == (
        Source(
            *("survey", "Survey", "Survey of all trades", "published", 2025),
            note="As printed.",
            url="https://example.org/survey/",
        ),
    )
    assert content.pay == (
        PayFigure(
            *("thinkers-us", "Thinkers", "United States", "USD", "survey", date(2026, 5, 1)),
            *("employees", 40_000, 60_000, 90_000),
            code="11-1000",
            is_capped=True,
            average=True,
        ),
    )


def test_parse_document_gives_every_value_of_a_role_page():
    (page,) = read(make_careers_document()).roles
    labels = {"boxes": "Contracts", "ladder": "Senior", "week": "Monday", "confused": "keeper"}

    assert (page.slug, page.checked) == ("thinker", date(2026, 11, 24))
    assert page.description == "What a thinker does all day, earns and likes."
    assert page.pay_note == "Pay differs from place to place."
    assert page.pay == (PayShown("thinkers-us", "Bonuses are left out."),)
    assert page.points == {
        kind: (
            Point(
                text=f"About {kind}",
                source="survey",
                label=labels.get(kind, ""),
                span="2 to 5 years" if kind == "ladder" else "",
            ),
        )
        for kind in ROLE_POINTS
    }


def test_parse_document_gives_every_value_of_a_comparison():
    (comparison,) = read(make_careers_document()).comparisons

    assert comparison == Comparison(
        roles=("thinker", "keeper"),
        description="How the two differ.",
        answer="One thinks, one keeps.",
        source="survey",
        points={
            "choose": (
                Point("About choose", "survey", "thinker"),
                Point("About choose", "survey", "keeper"),
            ),
            "same": (Point("About same", "survey"),),
            "different": (Point("About different", "survey"),),
        },
    )
    assert comparison.slug == "thinker-and-keeper"


def test_parse_document_gives_every_question_title_and_step():
    content = read(make_careers_document())

    assert content.reader_questions == (
        ReaderQuestion(
            *("how-long", "quiz", "How long does it take?"),
            *("It asks {fewest} to {most} statements.", "survey"),
            rows=(AnswerRow("At work", "Ten minutes"),),
            link="/quiz/",
            link_text="Take the quiz",
        ),
    )
    changes = {"ideas": "More ideas", "order": "More order"}
    assert content.titles == (
        Title("dreamer", "Dreamer", changes, pay="thinkers-us", note="Pay differs a lot"),
    )
    assert content.routes == (
        Step(
            *("dreamer", "thinker", "Write down what you think", "survey"),
            shift="You write more.",
            is_long=True,
        ),
    )


def test_parse_without_a_catalog_lets_any_role_and_dimension_be_named():
    document = make_careers_document(
        roles=[make_page_row("dancer", other="singer")],
        titles=[{"slug": "dreamer", "name": "Dreamer", "changes": {"rhythm": "More rhythm"}}],
        routes=[{"start": "poet", "goal": "dancer", "text": "Move", "source": "survey"}],
    )
    content = parse(document)

    assert [page.slug for page in content.roles] == ["dancer"]
    assert content.titles[0].changes == {"rhythm": "More rhythm"}
    assert (content.routes[0].start, content.routes[0].goal) == ("poet", "dancer")


def test_parse_empty_sections_gives_no_content():
    assert read(EMPTY) == Careers()
    assert dump(Careers()) == EMPTY


def test_parse_text_is_trimmed_and_composed():
    content = read(changed((["pay", 0, "group"], " Cafe\u0301 owners ")))

    assert content.pay[0].group == "Caf\u00e9 owners"


def test_parse_changes_of_a_title_come_in_the_order_of_the_catalog():
    turned = {"order": "More order", "ideas": "More ideas"}
    (title,) = read(changed((["titles", 0, "changes"], turned))).titles

    assert list(title.changes) == ["ideas", "order"]


def test_parse_leaves_the_document_as_it_was():
    document = make_careers_document()
    before = copy.deepcopy(document)
    read(document)

    assert document == before


def test_parsed_content_cannot_be_changed_nor_follows_its_document():
    document = make_careers_document()
    content = read(document)
    document["titles"][0]["changes"]["ideas"] = "Fewer ideas"
    document["roles"][0]["does"][0]["text"] = "Nothing"

    assert content == read(make_careers_document())
    with pytest.raises(TypeError):
        content.titles[0].changes["ideas"] = "x"
    with pytest.raises(TypeError):
        content.roles[0].points["does"] = ()
    with pytest.raises(dataclasses.FrozenInstanceError):
        content.sources[0].name = "x"


# --- the lines of a file


def test_problems_of_a_file_are_told_with_their_lines_in_the_order_of_the_file():
    document = make_careers_document()
    document["roles"][0]["week"][0]["source"] = "rumour"
    document["routes"][0]["goal"] = "dancer"
    document["titles"][0]["changes"]["ideas"] = ["x"]
    del document["pay"][0]["counted"]
    text = documents.write(document)
    file = documents.read(text)
    with pytest.raises(CatalogError) as refusal:
        parse(file.content, ROLES, DIMENSIONS)

    lines = [line.strip() for line in text.splitlines()]
    assert str(documents.with_lines(refusal.value, file)).splitlines() == [
        f"line {lines.index('- slug: thinkers-us') + 1}: pay.thinkers-us.counted: nothing. "
        "Allowed: one line of text, 1 to 300 characters.",
        f"line {lines.index('source: rumour') + 1}: roles.thinker.week.number 1.source: 'rumour'. "
        "Allowed: one of survey.",
        f"line {lines.index('ideas:') + 1}: titles.dreamer.changes.ideas: ['x']. "
        "Allowed: one line of text, 1 to 300 characters.",
        f"line {lines.index('goal: dancer') + 1}: routes.number 1.goal: 'dancer'. "
        "Allowed: one of keeper, mixer, thinker.",
    ]
