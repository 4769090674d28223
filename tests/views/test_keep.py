"""Keeping a result longer than at first, from its own page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roles.domain.dates import months_later
from roles.models import Result
from roles.services.quiz import delete_attempt
from tests.factories import make_attempt, running_day
from tests.views.page import links, read_page
from tests.views.quiz_walk import OWNER, press, stored
from tests.views.sharing import in_words, result_of

TODAY = timezone.localdate


@pytest.fixture
def address(version):
    return f"/results/{result_of(version).attempt.token}/"


def keeping(response):
    return read_page(response).one("details", id="keep")


def test_result_page_says_until_when_it_is_kept(client, address):
    day = Result.objects.get().kept_until

    assert day == months_later(TODAY(), 24)
    assert keeping(client.get(address)).all("p")[0].text == (
        f"We keep it until {in_words(day)}. Then we delete it with your answers and its links."
    )


def test_result_page_offers_to_delete_everything(client, address):
    assert links(keeping(client.get(address))) == [("Delete everything", f"{address}delete/")]


def test_result_page_offers_to_keep_it_longer_only_when_that_gains_something(client, address):
    whole = months_later(TODAY(), 24)
    offers = []
    for day in (whole + timedelta(days=1), whole, whole - timedelta(days=1)):
        Result.objects.update(kept_until=day)
        offers.append([button.text for button in keeping(client.get(address)).all("button")])

    assert offers == [[], [], [f"Keep it until {in_words(whole)}"]]


def test_keep_puts_off_the_day_and_leads_back(client, address):
    whole = months_later(TODAY(), 24)
    Result.objects.update(kept_until=running_day())
    before = Result.objects.values().get()
    label = f"Keep it until {in_words(whole)}"
    response = press(client, client.get(address), label)

    assert response.redirect_chain == [(f"{address}?kept=1#keep", 302)]
    assert Result.objects.values().get() == before | {"kept_until": whole}
    assert (keeping(response).all("button"), "open" in keeping(response).attrs) == ([], True)
    client.post(f"{address}keep/")
    assert Result.objects.values().get() == before | {"kept_until": whole}


def test_keep_never_shortens(client, address, settings):
    settings.RESULT_KEPT_MONTHS = 1
    day = Result.objects.get().kept_until
    client.post(f"{address}keep/")

    assert Result.objects.get().kept_until == day


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_keep_takes_nothing_but_a_post(client, address, method):
    before = stored()
    response = getattr(client, method)(f"{address}keep/")

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert stored() == before


def test_keep_of_what_is_not_there_leads_on_or_says_so(client, version, address):
    token = make_attempt(version, OWNER, pages=1).token
    deleted = result_of(version)
    delete_attempt(attempt=deleted.attempt)
    Result.objects.update(kept_until=running_day() - timedelta(days=1))
    before = stored()
    tokens = (address.split("/")[2], deleted.attempt.token, "A" * 22, "x", token)
    answers = [client.post(f"/results/{name}/keep/") for name in tokens]

    assert [answer.status_code for answer in answers] == [410, 410, 404, 404, 302]
    assert answers[-1].url == f"/quiz/{token}/check/"
    assert stored() == before
