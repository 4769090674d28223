"""Calibration in the admin: what the page says, and putting it into the draft from there."""

from dataclasses import replace

import pytest
from django.core.cache import cache
from django.test import Client

from roles.models import CatalogVersion, Dimension, Question, ScoringSettings
from roles.queries.calibration import draft_proposal
from roles.queries.catalog import draft_catalog, forget_versions
from roles.services.catalog import load_catalog
from tests.admin.pages import allow, make_staff, text_of
from tests.admin.records import cells
from tests.calibration_rows import store_results
from tests.domain.test_estimation import engine_catalog, engine_sheets
from tests.factories import make_version
from tests.views.forms import fields_of
from tests.views.page import links, read_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_neutral_sheets")]

ADDRESS = "/admin/calibration/"
OF = engine_catalog(minimum_answers=4, questions_per_page=2)
BOTH = {"chosen": "yes", "part": ["baselines", "contrast"]}


@pytest.fixture
def fill():
    """Stores so many panel sheets of people whose patterns are steeper than the draft thinks."""
    forget_versions()
    load_catalog(catalog=OF, reason="test")
    version = make_version(OF)
    return lambda count: store_results(
        version, engine_sheets(OF, count, contrast=1.4), is_panel=True
    )


@pytest.fixture
def editor():
    """Somebody whose browser is asked for the token of each form."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_staff("Editors"))
    return client


def put_form(response):
    return read_page(response).one("form", action=ADDRESS)


def test_calibration_page_shows_baselines_settings_and_how_often_it_is_right(fill, editor):
    fill(300)
    shown = editor.get(ADDRESS)
    tables = read_page(shown).one(id="content-main").all("table")
    baselines, settings, reliability, *_impact = map(cells, tables)

    assert [row[0] for row in baselines] == [row.text for row in OF.questions]
    assert {row[4] for row in baselines} == {"300+"}
    assert settings[0][0].startswith("Contrast")
    assert (settings[0][1], settings[0][2][:3]) == ("1", "1.4")
    assert [row[2] for row in reliability] == ["30+"] * 10
    assert [choice.part for choice in shown.context["choices"] if choice.is_chosen] == ["baselines"]


def test_calibration_page_puts_the_shown_parts_into_the_draft(fill, editor):
    fill(300)
    proposal = draft_proposal(BOTH["part"])
    sent = fields_of(put_form(editor.get(ADDRESS, BOTH)))
    response = editor.post(ADDRESS, sent)

    assert (response.status_code, response.url) == (302, "/admin/draft/")
    assert draft_catalog() == proposal.catalog
    assert draft_catalog().settings.contrast == pytest.approx(1.35, abs=0.1)
    assert CatalogVersion.objects.count() == 1
    change = ScoringSettings.objects.get().history.first()
    assert change.history_user.get_username() == "ada"


def test_calibration_page_without_a_part_offers_nothing_to_put(fill, editor):
    fill(100)
    page = editor.get(ADDRESS, {"chosen": "yes"})

    assert not page.context["proposal"].is_new
    assert read_page(page).all("form", action=ADDRESS) == []
    assert "Choose something to put into the draft" in text_of(page, "content-main")


def test_calibration_page_of_a_draft_that_has_the_baselines_says_so(fill, editor):
    fill(100)
    editor.post(ADDRESS, fields_of(put_form(editor.get(ADDRESS))))
    page = editor.get(ADDRESS)

    assert not page.context["proposal"].is_new
    assert "The draft already has these baselines" in page.context["baselines_sentence"]
    assert page.context["idle_sentence"] == "The draft already has what you chose."


def test_calibration_page_warns_of_a_big_change_and_leads_to_experiments(fill, editor):
    """What is live takes the first half of the statements for well liked, and the others not."""
    fill(100)
    half = len(OF.questions) // 2
    questions = [
        replace(row, baseline=4.5 if place < half else 1.5)
        for place, row in enumerate(OF.questions)
    ]
    make_version(replace(OF, questions=tuple(questions)))
    page = editor.get(ADDRESS)
    section = read_page(page).one(class_="draft-note")

    assert section.text.startswith("This is a big change")
    assert "/admin/experiment/" in [href for _words, href in links(section)]


@pytest.mark.parametrize("change", ["draft", "numbers", "stamp", "part"])
def test_numbers_that_nobody_looked_at_are_not_put_into_the_draft(fill, editor, change):
    fill(100)
    sent = fields_of(put_form(editor.get(ADDRESS)))
    if change == "draft":
        Question.objects.filter(slug="ideas-0").update(text="Find many ideas")
    elif change == "numbers":
        cache.clear()  # ten minutes later
        fill(10)
    else:
        sent.pop(change)
    before = draft_catalog()
    response = editor.post(ADDRESS, sent)

    assert response.status_code == 200
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert draft_catalog() == before


def test_analysts_see_the_page_and_may_not_put_anything_into_the_draft(fill, client):
    fill(100)
    client.force_login(make_staff("Analysts"))
    page = client.get(ADDRESS)

    assert page.context["proposal"].is_new
    assert read_page(page).all("form", action=ADDRESS) == []
    before = draft_catalog()
    sent = {"part": "baselines", "stamp": page.context["proposal"].stamp}
    assert client.post(ADDRESS, sent).status_code == 403
    assert draft_catalog() == before


def test_whoever_may_change_statements_alone_may_not_put_numbers_into_the_draft(fill, client):
    fill(100)
    person = make_staff("Analysts")
    allow(person, "change_question")
    client.force_login(person)

    assert client.post(ADDRESS, {"part": "baselines", "stamp": "x"}).status_code == 403


def test_calibration_page_of_few_people_tells_nothing_of_them(fill, editor):
    fill(9)
    page = editor.get(ADDRESS)

    assert " 9 " not in read_page(page).one(id="content-main").text
    assert page.context["baseline_rows"] == []
    assert page.context["agreement_sentence"] == ""


def test_calibration_page_of_an_unsound_draft_says_so(fill, editor):
    fill(1)
    Dimension.objects.update(name="")

    assert "proposal" not in editor.get(ADDRESS).context


def test_calibration_page_takes_as_many_queries_however_many_results(
    fill, editor, django_assert_max_num_queries
):
    fill(100)
    editor.get(ADDRESS)
    with django_assert_max_num_queries(40):
        editor.get(ADDRESS)
