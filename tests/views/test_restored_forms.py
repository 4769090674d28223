"""Browsers put back what was chosen before a reload, whatever the fields are by then."""

from datetime import timedelta

import pytest
from django.conf import settings

from roles.models import Attempt, Result
from roles.queries.catalog import published_version
from tests.factories import make_attempt, make_result
from tests.views.page import read_page
from tests.views.quiz_walk import OWNER, open_quiz

MARK = "csrfmiddlewaretoken"  # another one each time, and any of them will do


def fields(form):
    """What may be chosen in a form, and what it sends unasked."""
    choices = [field.attrs for field in form.all("input") if field.attrs.get("name") != MARK]
    return choices + [option.text for option in form.all("option")]


def first_page(client):
    return client.get("/quiz/").get("Location", "/quiz/")


def second_page(client):
    return f"/quiz/{make_attempt(published_version(), OWNER, pages=1).token}/2/"


def result(client):
    return f"/results/{make_result(published_version(), OWNER).attempt.token}/"


def links(client):
    return f"{result(client)}share/"


def two_results(client):
    for _time in range(2):
        finish_another()
    return "/results/"


def finish_another():
    """One more result, a day after the one before; this browser holds the last two."""
    made = make_result(published_version(), OWNER)
    day = made.finished_at + timedelta(days=Result.objects.count())
    Result.objects.filter(pk=made.pk).update(finished_at=day)
    return Attempt.objects.exclude(result=None).order_by("-pk").values_list("token", flat=True)[:2]


@pytest.mark.parametrize("place", [first_page, second_page, result, links, two_results])
def test_form_whose_fields_differ_when_opened_again_has_no_choices_put_back(client, db, place):
    open_quiz()
    path, pages = place(client), []
    for _opening in range(2):
        client.cookies[settings.ATTEMPT_COOKIE_NAME] = ".".join(["", *finish_another()])
        pages.append(read_page(client.get(path, follow=True)).all("form"))
    different = [form for form, again in zip(*pages, strict=True) if fields(form) != fields(again)]

    assert len(pages[0]) >= 1
    assert [form.attrs.get("autocomplete") for form in different] == ["off"] * len(different)
