"""The settings as sentences, and what they would do to simulated people."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from roles.admin.settings_trial import TRIAL_PEOPLE
from roles.domain.trials import quiz_trial
from roles.models import ScoringSettings
from roles.queries.catalog import published_catalog
from roles.queries.draft import draft_state
from tests.admin.pages import allow, asks_to_sign_in, fields_in, make_staff, refusals, url_of
from tests.factories import publish_seed
from tests.views.page import read_page

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/insight/settings/"


@pytest.fixture
def editor(client):
    publish_seed()
    client.force_login(make_staff("Editors"))
    return client


@pytest.fixture
def settings(editor):
    return ScoringSettings.objects.get()


def typed(client, settings, **changes):
    return fields_in(client.get(url_of(settings)), ScoringSettings) | changes


def test_every_setting_stands_in_a_sentence_with_its_published_value(editor, settings):
    ScoringSettings.objects.update(day_pairs=2)
    page = editor.get(url_of(settings))
    rows = [row for group in page.context["setting_groups"] for row in group.rows]
    labels = {label.attrs["for"]: label for label in read_page(page).all("label")}

    assert len(rows) == len(settings._meta.fields) - 1  # all but the key
    for row in rows:
        assert len(labels[row.input_id].all("input", id=row.input_id)) == 1
    assert read_page(page).one("form", id="scoringsettings_form").one("section", id="insight")
    pairs = next(row for row in rows if row.input_id == "id_day_pairs")
    assert (pairs.published, pairs.range) == ("4", "From 0 to 12.")


def test_check_of_settings_shows_the_engines_figures_and_saves_nothing(editor, settings):
    changes = {"stop_probability": "0.5", "no_direction_below": "0.4"}
    page = editor.post(url_of(settings), typed(editor, settings, **changes) | {"_check": "1"})
    published = published_catalog()
    after = replace(published.settings, stop_probability=0.5, no_direction_below=0.4)

    assert page.context["before"] == quiz_trial(published, TRIAL_PEOPLE)
    assert page.context["after"] == quiz_trial(replace(published, settings=after), TRIAL_PEOPLE)
    assert page.context["after"].asked < page.context["before"].asked
    assert draft_state().changes == ()
    assert fields_in(page, ScoringSettings)["stop_probability"] == ["0.5"]


def test_check_of_a_wrong_setting_shows_the_error(editor, settings):
    data = typed(editor, settings, stop_probability="7") | {"_check": "1"}
    page = editor.post(url_of(settings), data)

    assert "stop_probability" in refusals(page)
    assert page.context["has_errors"]
    assert "after" not in page.context


def test_settings_figures_are_answered_to_a_script(editor, settings):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_staff("Editors", "eve"))
    page = browser.post(ADDRESS, typed(browser, settings))

    assert page.context["before"] == page.context["after"]
    assert "no-store" in page.headers["Cache-Control"]
    assert browser.post(ADDRESS, {}).status_code == 403  # without the form's token


def test_settings_figures_with_nothing_published_try_the_draft(client, small_draft):
    client.force_login(make_staff("Editors"))
    page = client.post(ADDRESS, typed(client, ScoringSettings.objects.get()))

    assert page.context["before"] is None
    assert page.context["after"].people == TRIAL_PEOPLE


def test_settings_figures_are_refused(editor, settings):
    assert editor.get(ADDRESS).status_code == 405
    editor.force_login(make_staff(name="bob"))
    assert editor.post(ADDRESS, {}).status_code == 403
    editor.logout()
    assert asks_to_sign_in(editor.post(ADDRESS, {}))


def test_settings_without_a_row_are_unknown(client, db):
    client.force_login(make_staff("Editors"))

    assert client.post(ADDRESS, {}).status_code == 404


def test_settings_for_people_who_may_only_look_are_sentences_with_values(client):
    publish_seed()
    user = make_staff()
    allow(user, "view_scoringsettings")
    client.force_login(user)
    page = client.get(url_of(ScoringSettings.objects.get()))
    group = page.context["setting_groups"][0]

    assert "12" in group.rows[0].sentence
    assert [row.input_id for row in group.rows] == [""] * 5
    assert reverse("desk:settings_insight") in page.content.decode()
