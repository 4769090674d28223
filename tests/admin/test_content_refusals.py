"""What forms of the content refuse: beside its control, in words, with nothing lost or saved."""

import pytest

from roles.models import (
    Comparison,
    PayFigure,
    ReaderQuestion,
    RolePage,
    Source,
    Step,
    Title,
)
from tests.admin.pages import fields_in, post_form, refusals, url_of
from tests.views.page import read_page


def words(count):
    return " ".join(["a"] * count)


def two_pays(figure):
    return {f"pay-{number}-figure": figure for number in (0, 1)} | {"pay-1-note": "Again"}


BAD = [
    (Source, {"slug": "Poll!"}, {"slug"}),
    (Source, {"slug": "poll"}, {"slug"}),  # others name it by the old one
    (Source, {"label": ""}, {"label"}),
    (Source, {"label": "a" * 81}, {"label"}),
    (Source, {"name": "a\u200bb"}, {"name"}),
    (Source, {"note": "one\ntwo"}, {"note"}),
    (Source, {"year": "1800"}, {"year"}),
    (Source, {"year": "soon"}, {"year"}),
    (Source, {"year": ""}, {"year"}),
    (Source, {"is_undated": "on"}, {"year"}),
    (Source, {"url": "http://example.org/"}, {"url"}),
    (PayFigure, {"low": "60001"}, {"low"}),
    (PayFigure, {"low": "", "middle": "", "high": "", "is_capped": None}, {"low"}),
    (PayFigure, {"high": ""}, {"is_capped"}),
    (PayFigure, {"low": "-1"}, {"low"}),
    (PayFigure, {"as_of": "May"}, {"as_of"}),
    (PayFigure, {"as_of": "9999-05"}, {"as_of"}),  # no month two years later
    (PayFigure, {"source": "rumour"}, {"source"}),
    (RolePage, {"slug": "nobody"}, {"slug"}),
    (RolePage, {"checked": "soon"}, {"checked"}),
    (RolePage, {"does-0-text": ""}, {"does", "does-0-text"}),
    (RolePage, {"week-0-text": "", "checked": "soon"}, {"week", "week-0-text", "checked"}),
    (RolePage, {"does-1-text": "Draw"}, {"does", "does-1-source"}),
    (RolePage, {"does-0-source": "rumour"}, {"does", "does-0-source"}),
    (RolePage, {"suits-0-text": "a\u200bb"}, {"suits", "suits-0-text"}),
    (RolePage, {"week-0-label": ""}, {"week", "week-0-label"}),
    (RolePage, {"confused-0-label": "nobody"}, {"confused", "confused-0-label"}),
    (RolePage, {"confused-0-label": "thinker"}, {"confused"}),
    (RolePage, {"comes_from-0-slug": "nobody"}, {"comes_from", "comes_from-0-slug"}),
    (RolePage, {"comes_from-0-slug": "thinker"}, {"comes_from"}),
    (RolePage, {"pay-0-note": ""}, {"pay", "pay-0-note"}),
    (RolePage, two_pays("thinkers-us"), {"pay"}),
    (Comparison, {"roles-0-slug": "keeper", "roles-1-slug": "thinker"}, {"roles"}),
    (Comparison, {"roles-1-slug": "thinker"}, {"roles"}),
    (Comparison, {"roles-1-slug": ""}, {"roles", "roles-1-slug"}),
    (Comparison, {"choose-1-label": "thinker"}, {"choose"}),
    (Comparison, {"choose-2-label": "mixer"}, {"choose", "choose-2-text", "choose-2-source"}),
    (ReaderQuestion, {"answer": words(81)}, {"answer"}),
    (ReaderQuestion, {"answer": words(77)}, {"answer"}),  # 81 with its rows
    (ReaderQuestion, {"answer": "It takes {some} time."}, {"answer"}),
    (ReaderQuestion, {"rows-0-text": "{Most} words"}, {"rows", "rows-0-text"}),
    (ReaderQuestion, {"link": "/nowhere/#there"}, {"link"}),
    (ReaderQuestion, {"link": "https://example.org/"}, {"link"}),
    (ReaderQuestion, {"link_text": ""}, {"link"}),
    (Title, {"slug": "thinker"}, {"slug"}),
    (Title, {"slug": "poet"}, {"slug"}),  # a step begins there
    (Title, {"pay": "nobody"}, {"pay"}),
    (Title, {"changes.order": ""}, {"changes.order"}),
    (Title, {"changes.order": "", "name": ""}, {"changes.order", "name"}),
    (Step, {"start": "thinker"}, {"goal"}),
    (Step, {"start": "nobody"}, {"start"}),
    (Step, {"position": "x"}, {"position"}),
]


@pytest.mark.parametrize(
    ("table", "typed", "places"), BAD, ids=[f"{case[0].__name__} {case[1]}"[:60] for case in BAD]
)
def test_bad_input_is_refused_beside_its_control_and_stays(content_editor, table, typed, places):
    row = table.objects.get()
    response = post_form(content_editor, row, **typed)
    shown = fields_in(response, table)
    page = read_page(response)
    controls = {name: page.all(id=f"id_{name}") for name in places}

    assert set(refusals(response)) == places
    assert {name: shown.get(name, [None])[0] for name in typed} == typed
    assert [
        name
        for name, found in controls.items()
        if found and f"id_{name}_error" not in found[0].attrs["aria-describedby"].split()
    ] == []
    assert table.objects.values_list("slug", "document").get() == (row.slug, row.document)


SAID = [
    (Source, {"name": "a\u200bb"}, "name", "Delete the invisible character in place 2"),
    (PayFigure, {"source": "rumour"}, "source", "No source is called “rumour”."),
    (PayFigure, {"as_of": "May"}, "as_of", 'Found here: May. Allowed here: a text such as "2024'),
    (ReaderQuestion, {"answer": words(81)}, "answer", "Found here: 85 words. Allowed here: at mo"),
    (ReaderQuestion, {"answer": "{some}"}, "answer", "Found here: {some}."),
    (ReaderQuestion, {"link": "/nowhere/"}, "link", "This site has no page at /nowhere/."),
    (Source, {"slug": "poll"}, "slug", "“survey” is used in 24 places."),
]


@pytest.mark.parametrize(("table", "typed", "place", "said"), SAID)
def test_refusal_says_what_is_wrong(content_editor, table, typed, place, said):
    found = refusals(post_form(content_editor, table.objects.get(), **typed))

    assert found[place].startswith(said)


def test_row_known_by_the_name_of_another_is_refused(content_editor):
    step = Step.objects.get()
    again = {"start": "dreamer", "goal": "thinker", "text": "Again", "source": "survey"}
    pages = {
        Step: post_form(content_editor, Step, "add", **again),
        Source: post_form(
            content_editor, Source, "add", slug="survey", label="a", name="b", kind="view"
        ),
    }

    assert {table: set(refusals(page)) for table, page in pages.items()} == {
        Step: {"start"},
        Source: {"slug"},
    }
    assert Step.objects.get().document == step.document


@pytest.mark.parametrize("link", ["/roles/", "/roles/thinker/#pay", "/quiz/", "/#top", "/"])
def test_link_to_a_page_of_this_site_is_taken(content_editor, link):
    post_form(content_editor, ReaderQuestion.objects.get(), link=link)

    assert ReaderQuestion.objects.get().document["link"] == link


def test_words_of_a_row_that_is_taken_away_do_not_count(content_editor):
    changes = {"answer": words(80), "rows-0-DELETE": "on"}
    post_form(content_editor, ReaderQuestion.objects.get(), **changes)

    assert ReaderQuestion.objects.get().document["answer"] == words(80)


def test_form_without_its_lists_is_refused(content_editor):
    page = RolePage.objects.get()
    response = content_editor.post(url_of(page), {"slug": "thinker", "position": "1"})

    assert response.status_code == 200
    assert "does" in refusals(response)
    assert RolePage.objects.get().document == page.document


# --- lists that did not arrive whole


@pytest.mark.parametrize(
    "forged",
    [
        {"does-TOTAL_FORMS": "-1"},
        {"does-TOTAL_FORMS": "0"},
        {"does-TOTAL_FORMS": ""},
        {"does-TOTAL_FORMS": "9"},  # fewer rows came than it says
        {"does-TOTAL_FORMS": None, "does-INITIAL_FORMS": None},
    ],
)
def test_list_that_did_not_arrive_whole_is_refused_and_shown_as_it_was(content_editor, forged):
    page = RolePage.objects.get()
    response = post_form(content_editor, page, **forged)
    shown = fields_in(response, RolePage)

    assert refusals(response)["does"].startswith("This list did not arrive whole")
    assert RolePage.objects.get().document == page.document
    assert shown["does-0-text"] == [page.document["does"][0]["text"]]
    content_editor.post(url_of(page), shown)
    assert RolePage.objects.get().document == page.document


# --- sections and sources


def test_sections_count_their_rows_and_those_with_an_error_stand_open(content_editor):
    page = RolePage.objects.get()
    as_stored = read_page(content_editor.get(url_of(page)))
    refused = read_page(post_form(content_editor, page, **{"suits-0-text": ""}))
    folded = [
        {found.one("summary").text for found in shown.all("details") if found.all("h2")}
        for shown in (as_stored, refused)
    ]

    assert "What you do (1)" in folded[0]
    assert folded[0] - folded[1] == {"Suits you if (1)"}


def test_source_is_shown_by_its_name_and_found_by_some_of_its_letters(content_editor):
    page = RolePage.objects.get()
    content_editor.post(
        url_of(Source, "add"),
        fields_in(content_editor.get(url_of(Source, "add")), Source)
        | {"slug": "ledger", "label": "Ledger", "name": "Great book of trädes", "kind": "view"},
    )
    shown = fields_in(content_editor.get(url_of(page)), RolePage)
    post_form(content_editor, page, **{"does-0-source": "trades BOOK", "good-0-source": "LEDGER"})
    document = RolePage.objects.get().document

    assert shown["does-0-source"] == ["Survey, 2025"]
    assert document["does"][0]["source"] == document["good"][0]["source"] == "ledger"
    assert document["suits"][0]["source"] == "survey"


def test_letters_that_fit_several_sources_name_them(content_editor):
    add = fields_in(content_editor.get(url_of(Source, "add")), Source)
    content_editor.post(
        url_of(Source, "add"),
        add | {"slug": "poll", "label": "Poll", "name": "Trades poll", "kind": "view"},
    )
    found = refusals(post_form(content_editor, Step.objects.get(), source="trades"))

    assert found["source"] == (
        "“trades” fits several sources: Survey, 2025; Poll. Choose one of them."
    )


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("/roles/nobody/", "This site has no page at /roles/nobody/."),
        ("/roles/thinker/#nowhere", "The page at /roles/thinker/ has no place called nowhere."),
    ],
)
def test_link_that_leads_nowhere_is_refused(content_editor, link, said):
    assert refusals(post_form(content_editor, ReaderQuestion.objects.get(), link=link)) == {
        "link": said
    }
