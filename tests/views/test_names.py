"""Names and texts of the content: shown as they are written, in the middle of any sentence."""

import re
from html import unescape

import pytest
from django.urls import reverse

from tests.careers_factories import make_comparison_row, make_page_row
from tests.factories import (
    make_attempt,
    make_catalog,
    make_dimension,
    make_link,
    make_question,
    make_result,
    make_role,
)
from tests.views.careers.pages import browser_of, open_small

WRITTEN = ("R&D lead", "iOS owner", "SQL queries", "deal flow", "QA tester", "AI by hand", "eBay")
PLACES = (
    *("/", "/roles/", "/roles/thinker/", "/roles/keeper/", "/compare/"),
    *("/compare/thinker-and-keeper/", "/routes/", "/routes/dreamer/", "/routes/thinker/"),
    *("/how-scoring-works/", "/how-scoring-works/details/", "/shared/open/1/"),
)
SHEETS = ((5, 5, 1, 1), (5, 3, 2, 2), (4, 3, 3, 3), (1, 2, 4, 5))


def make_odd_catalog():
    names = {"thinker": "R&D lead", "keeper": "iOS owner"}
    roles = [make_role("thinker", ideas=90, order=20), make_role("keeper", ideas=20, order=90)]
    dimensions = [make_dimension("ideas"), make_dimension("order")]
    return make_catalog(
        dimensions=[
            row | {"name": name}
            for row, name in zip(dimensions, ("SQL queries", "deal flow"), strict=True)
        ],
        roles=[
            row
            | {"name": names[row["slug"]], "summary": "eBay first", "reasons": {"ideas": "eBay"}}
            for row in roles
        ],
        questions=[
            make_question("find-ideas", "ideas", text="AI by hand"),
            *(make_question(slug, "ideas", text="AI by hand, too") for slug in ("weigh-ideas",)),
            *(make_question(slug, "order", text=f"eBay {slug}") for slug in ("lists", "files")),
        ],
    )


@pytest.fixture
def version(db):
    step = {"start": "dreamer", "goal": "thinker", "text": "Think", "source": "survey"}
    return open_small(
        make_odd_catalog(),
        roles=[make_page_row("thinker", other="keeper")],
        comparisons=[make_comparison_row("thinker", "keeper")],
        titles=[
            {"slug": "dreamer", "name": "QA tester", "changes": {"ideas": "More", "order": "Less"}}
        ],
        routes=[step, step | {"start": "thinker", "goal": "keeper"}],
    )


def misspelt(client, places):
    """What stands on these pages and differs from a name in small and capital letters alone."""
    found = set()
    for place in places:
        text = unescape(client.get(place, follow=True).content.decode())
        for name in WRITTEN:
            whole = rf"(?<![\w-]){re.escape(name)}(?![\w-])"  # not in a token, by chance
            found |= {(place, word) for word in re.findall(whole, text, re.I)}
    assert {word for _, word in found} & {*WRITTEN}, "no name at all"
    return {pair for pair in found if pair[1] not in WRITTEN}


def test_public_pages_show_names_as_they_are_written(version, client):
    assert misspelt(client, PLACES) == set()


@pytest.mark.parametrize("answers", SHEETS)
def test_pages_of_a_result_show_names_as_they_are_written(version, answers):
    slugs = ("find-ideas", "weigh-ideas", "lists", "files")
    result = make_result(version, dict(zip(slugs, answers, strict=True)))
    link = make_link(result)
    rooms = ("", "share/", "keep/", "delete/")
    mine = [f"/results/{result.attempt.token}/{room}" for room in rooms]
    shared = reverse("results:shared", args=[link.token])

    assert misspelt(browser_of(result), ["/", *mine, shared, "/results/"]) == set()


def test_pages_of_the_quiz_show_statements_as_they_are_written(version, client):
    sheet = dict.fromkeys(("find-ideas", "weigh-ideas", "lists", "files"))
    page = f"/quiz/{make_attempt(version, sheet).token}/1/"
    refused = unescape(client.post(page, {}).content.decode())

    assert misspelt(client, [page, page.replace("/1/", "/check/")]) == set()
    assert re.findall("AI by hand", refused, re.I) == ["AI by hand"] * 4  # legends, summary
