"""A respondent at the test client: reads the page, chooses, presses a button, sees what comes.

Each function gives the last response, after all redirects.
"""

from dataclasses import replace
from datetime import timedelta

from django.db import connection
from django.db.models import F

from roles.domain.personas import ideal_sheet
from roles.models import Attempt
from tests.factories import make_version, seed_catalog
from tests.views.forms import fields_of
from tests.views.page import read_page

OWNER = ideal_sheet(seed_catalog(), "product-owner")  # whose result is clear on every way there
SKIPPER = dict.fromkeys(OWNER)
ASKS_ALL = {"panel_share": 1.0, "day_pairs": 0}  # every statement, and no days after them
SKIP_DAYS = "Skip it and see my result"
TABLES = ("roles_attempt", "roles_result", "roles_sharelink", "roles_endedtoken")


def open_quiz(**settings):
    """Publishes the real content, with these settings in place of its own.

    Nobody is drawn for the panel unless asked for, so that how far the quiz goes depends on the
    answers alone.
    """
    catalog = seed_catalog()
    changed = {"panel_share": 0.0} | settings
    return make_version(replace(catalog, settings=replace(catalog.settings, **changed)))


def labels(response):
    """What stands on the buttons, in order."""
    return [button.text for button in read_page(response).all("button")]


def press(client, response, label, chosen=None):
    """Presses the first button with that label. Sends what a browser would, and `chosen`."""
    form, button = next(
        (form, button)
        for form in read_page(response).all("form")
        for button in form.all("button")
        if button.text == label
    )
    fields = fields_of(form)
    if "name" in button.attrs:
        fields[button.attrs["name"]] = button.attrs["value"]
    action = button.attrs.get("formaction") or form.attrs["action"]
    return client.post(action, fields | (chosen or {}), follow=True)


def click(client, response, words):
    """Follows the first link with these words."""
    link = next(link for link in read_page(response).all("a") if link.text == words)
    return client.get(link.attrs["href"], follow=True)


def statements(response):
    """The slugs of the statements on a page, in order; none on a page of another kind."""
    page = read_page(response)
    return list(dict.fromkeys(radio.attrs["name"] for radio in page.all("input", type="radio")))


def choices(sheet, slugs):
    """The answers to these statements as a form sends them."""
    return {slug: "skip" if sheet[slug] is None else str(sheet[slug]) for slug in slugs}


def take_time():
    """As if twenty seconds had gone by: answers given in no time are noted as fast."""
    Attempt.objects.update(saved_at=F("saved_at") - timedelta(seconds=20))


def go_on(client, response, sheet, pages=99):
    """Answers as `sheet` says from that page on: as far as the quiz goes, or for so many pages."""
    while pages and (slugs := statements(response)):
        take_time()
        response = press(client, response, "Continue", choices(sheet, slugs))
        pages -= 1
    return response


def take(client, sheet, pages=99):
    """A new attempt, from its first page on."""
    return go_on(client, client.get("/quiz/", follow=True), sheet, pages)


def finish(client, sheet):
    """A new attempt up to its result, past the days."""
    return see_result(client, take(client, sheet))


def see_result(client, check):
    """From the check page to the result, past the days where they wait."""
    return press(client, check, SKIP_DAYS if SKIP_DAYS in labels(check) else "See my result")


def stored():
    """Every row that the quiz has written, as the database holds it, letter by letter."""
    with connection.cursor() as cursor:
        return [
            row
            for table in TABLES
            for row in cursor.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()  # noqa: S608
        ]
