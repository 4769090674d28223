"""Forty simulated people take the quiz through its pages: all goes as the engine says."""

import secrets
from random import Random
from statistics import fmean

import pytest
from django.test import Client

from roles.domain import adaptive, progress, scoring
from roles.domain.simulation import respondents, walk
from roles.models import Attempt
from tests.factories import seed_catalog
from tests.views.quiz_walk import open_quiz, take

PEOPLE, SEED = 40, 5
NEAR = 1.6  # statements; what chance in the choice of pages may move the mean of so many people


def replayed(catalog, token, answers):
    """The pages of an attempt with that token, by the engine alone."""
    pages = []
    while page := progress.page_after(
        catalog, pages, progress.sheet(pages, answers), token, asks_all=False
    ):
        pages.append(list(page))
    return pages


def walked(people):
    """The attempts of these people through the pages, in their order, with results."""
    for person in people:
        client = Client()
        check = take(client, person.answers)
        client.post(check.redirect_chain[-1][0])
    return Attempt.objects.order_by("pk").select_related("result")


@pytest.mark.slow
def test_walks_through_the_pages_go_as_the_engine_says(db, monkeypatch):
    rng = Random(SEED)
    monkeypatch.setattr(secrets, "token_urlsafe", lambda _size: f"{rng.getrandbits(88):022x}")
    catalog = seed_catalog()
    open_quiz()
    people = list(respondents(catalog, PEOPLE, Random(SEED)))
    attempts = list(walked(people))
    direct = [walk(catalog, person.answers, rng) for person in people]

    for person, attempt in zip(people, attempts, strict=True):
        assert attempt.pages == replayed(catalog, attempt.token, person.answers)
        assert attempt.answers == {slug: person.answers[slug] for slug in attempt.sheet}
        assert attempt.result.leader == scoring.score(catalog, attempt.sheet).leader
        assert adaptive.may_stop(catalog, attempt.sheet)
    lengths = [len(attempt.answers) for attempt in attempts]
    assert abs(fmean(lengths) - fmean(map(len, direct))) < NEAR
