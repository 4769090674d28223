"""The same answers under today's version, and the file to take home."""

from dataclasses import replace

import pytest
from django.utils.formats import date_format

from roles.domain import explanation, scoring
from roles.domain.lab import asked
from roles.wording.outcome import note_sentence
from tests.factories import make_catalog, make_result, make_version, seed_catalog
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import OWNER, open_quiz, stored

HEADING = "What today's version says"


@pytest.fixture
def result(db):
    return make_result(open_quiz(), OWNER)


@pytest.fixture
def address(result):
    return f"/results/{result.attempt.token}/"


def swapped_targets():
    """The real content with the profiles of owner and program manager exchanged."""
    one, other = (seed_catalog().role(slug) for slug in ("product-owner", "program-manager"))
    new = {
        one.slug: replace(one, targets=other.targets),
        other.slug: replace(other, targets=one.targets),
    }
    return replace(
        seed_catalog(), roles=tuple(new.get(role.slug, role) for role in seed_catalog().roles)
    )


# --- rescore


def test_rescore_shows_both_versions_and_stores_nothing(client, result, address):
    live = make_version(swapped_targets())
    before = stored()
    page = read_page(client.get(f"{address}rescore/"))
    own, today = page.all("section", class_="rescored")
    months = [date_format(each.published_at, "F Y") for each in (result.version, live)]

    assert title_of(page) == page.one("h1").text == HEADING
    assert own.all("h2")[0].text == f"Your result: version 1, {months[0]}"
    assert own.one("p", class_="rescored-title").text == "Product owner fits your answers best"
    assert today.all("h2")[0].text == f"Today: version 2, {months[1]}"
    assert today.one("p", class_="rescored-title").text == "Program manager fits your answers best"
    assert links(page.one("nav", aria_label="Previous page")) == [("Back to your result", address)]
    assert page.one("main").all("ul")[0].one("li").text == (
        "Product owner came first. Today, Program manager does."
    )
    assert stored() == before


def test_rescore_ranks_as_the_engine_does_with_each_version(client, result, address):
    make_version(swapped_targets())
    response = client.get(f"{address}rescore/")
    outcomes = [scoring.score(of, result.answers) for of in (seed_catalog(), swapped_targets())]

    assert [response.context[name].outcome for name in ("before", "after")] == outcomes


def test_result_itself_stays_with_its_version(client, result, address):
    before = read_page(client.get(address))
    make_version(swapped_targets())
    after = read_page(client.get(address))

    assert after.one(class_="bars").text == before.one(class_="bars").text
    assert after.one("h1").text == "Product owner fits your answers best"


def test_rescore_without_a_newer_version_leads_back(client, result, address):
    response = client.get(f"{address}rescore/")

    assert (response.status_code, response.url) == (302, address)


def test_rescore_says_how_many_answers_no_longer_count(client, result, address):
    dropped = list(result.answers)[:2]
    kept = tuple(row for row in seed_catalog().questions if row.slug not in dropped)
    smaller = replace(seed_catalog(), questions=kept)
    make_version(smaller)
    response = client.get(f"{address}rescore/")

    assert response.context["differences"][1].startswith("It no longer asks 2 of the statements")
    assert response.context["after"].outcome == (
        scoring.score(smaller, asked(smaller, result.answers))
    )


def test_rescore_with_a_version_that_asks_none_of_it_has_no_direction(client, result, address):
    make_version(make_catalog())
    response = client.get(f"{address}rescore/")
    own, today = read_page(response).all("section", class_="rescored")

    assert own.one("p", class_="rescored-title").text == "Product owner fits your answers best"
    assert today.one("p", class_="rescored-title").text == "We can't tell from these answers"
    assert today.all(class_="bars") == []
    assert response.context["differences"][-1] == (
        "0 of your answers count in it, and it takes 2 to tell roles apart."
    )


def test_rescore_names_the_kinds_of_work_that_nothing_was_rated_of(client, result, address):
    def renamed(row):
        return replace(row, slug=f"new-{row.slug}") if row.dimension == "control" else row

    questions = tuple(map(renamed, seed_catalog().questions))
    settings = replace(seed_catalog().settings, minimum_answers=8)
    make_version(replace(seed_catalog(), questions=questions, settings=settings))
    response = client.get(f"{address}rescore/")

    assert "“Staying on track”, so it leaves that out" in response.context["differences"][-1]


# --- download


def test_download_holds_answers_outcome_and_reasons_as_the_engine_gives_them(
    client, result, address
):
    document = client.get(f"{address}download/").json()
    catalog, answers = seed_catalog(), result.answers
    outcome = scoring.score(catalog, answers)
    rivals = [match.role for match in outcome.matches[1:]]

    assert {row["question"]: row["answer"] for row in document["answers"]} == answers
    assert document["outcome"]["matches"] == [
        {
            "role": match.role,
            "name": catalog.role(match.role).name,
            "probability": match.probability,
        }
        for match in outcome.matches
    ]
    assert document["outcome"]["certainty"] == "clear"
    assert [row["rival"] for row in document["reasons"]] == rivals
    for row in document["reasons"]:
        reasons = explanation.reasons(catalog, answers, outcome.leader, row["rival"])
        assert row["log_odds"] == reasons.log_odds
        assert row["by_dimension"] == reasons.by_dimension
        assert row["by_answer"] == reasons.by_answer


def test_download_says_what_it_was_made_of(client, result, address):
    document = client.get(f"{address}download/").json()
    texts = {question.slug: question.text for question in seed_catalog().questions}

    assert list(document) == [
        "catalog_version",
        "finished_at",
        "kept_until",
        "notes",
        "note_texts",
        "answers",
        "days",
        "outcome",
        "reasons",
        "later",
    ]
    assert (document["catalog_version"], document["notes"]) == (1, [])
    assert document["finished_at"] == result.finished_at.isoformat()
    assert [row["text"] for row in document["answers"]] == [texts[slug] for slug in result.answers]


def test_download_has_words_beside_every_slug_and_code(client, address):
    document = client.get(f"{address}download/").json()
    first = document["answers"][0]
    kinds = {row.slug: row.name for row in seed_catalog().dimensions}

    assert document["outcome"]["named_names"] == ["Product owner"]
    assert first["dimension_name"] == kinds[first["dimension"]]
    assert {row["answer_label"] for row in document["answers"]} <= {
        "Dislike a lot",
        "Dislike",
        "Neutral",
        "Like",
        "Like a lot",
    }
    assert [row["name"] for row in document["outcome"]["scores"]] == [*kinds.values()]
    assert [row["name"] for row in document["reasons"][0]["dimensions"]] == [*kinds.values()]


def test_download_says_in_words_what_is_odd_about_the_sheet(client, result, address):
    result.notes = ["fast"]
    result.save()
    document = client.get(f"{address}download/").json()

    assert (document["notes"], document["note_texts"]) == (["fast"], [note_sentence("fast")])


def test_download_is_a_file_for_its_owner_alone(client, address):
    response = client.get(f"{address}download/")

    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="careerquiz-result.json"'
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_download_does_not_hold_the_token(client, result, address):
    assert client.get(f"{address}download/").content.count(result.attempt.token.encode()) == 0
