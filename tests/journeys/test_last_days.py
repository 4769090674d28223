"""A last day that was promised to somebody ends when it is over everywhere, and no earlier."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from roles.models import Result, ShareLink
from tests.factories import make_link
from tests.views.page import read_page
from tests.views.quiz_walk import open_quiz, press
from tests.views.sharing import card_of, page_of, result_of

LAST_DAY = date(2026, 12, 5)
# Noon of the next day in UTC is midnight at the end of it in the last zone, UTC-12.
LAST_MINUTE = datetime(2026, 12, 6, 11, 59, tzinfo=UTC)
OVER = datetime(2026, 12, 6, 12, 0, tzinfo=UTC)
INSTANTS = pytest.mark.parametrize(
    ("now", "is_over"), [(LAST_MINUTE, False), (OVER, True)], ids=["last minute", "over"]
)


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""
    return lambda now: monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def link(db):
    """A link of a result that is kept longer."""
    link = make_link(result_of(open_quiz()))
    ShareLink.objects.update(ends_on=LAST_DAY)
    return link


def status(client, *addresses):
    return [client.get(address).status_code for address in addresses]


@INSTANTS
def test_link_works_until_its_last_day_is_over_everywhere(client, link, at, now, is_over):
    at(now)
    share = f"/results/{link.result.attempt.token}/share/"
    own = read_page(client.get(f"{share}{link.token}/"))

    assert status(client, page_of(link), card_of(link)) == [410 if is_over else 200] * 2
    assert [button.text for button in own.all("button")].count("Switch off this link") == (
        0 if is_over else 1
    )


@INSTANTS
def test_result_opens_until_its_last_day_is_over_everywhere(client, link, at, now, is_over):
    Result.objects.update(kept_until=LAST_DAY)
    at(now)
    private = f"/results/{link.result.attempt.token}/"
    client.cookies["attempt"] = f"{link.result.attempt.token}.{link.result.attempt.token}"

    assert status(client, private, f"{private}share/") == [410 if is_over else 200] * 2
    assert len(read_page(client.get("/results/")).all("ol")) == (0 if is_over else 1)


@INSTANTS
def test_prune_deletes_results_and_links_once_their_day_is_over(link, at, settings, now, is_over):
    settings.ENDED_LINK_KEPT_DAYS = 0
    Result.objects.filter(pk=result_of(link.version).pk).update(kept_until=LAST_DAY)
    at(now)
    call_command("prune", verbosity=0)

    assert (ShareLink.objects.count(), Result.objects.count()) == ((0, 1) if is_over else (1, 2))


@pytest.mark.parametrize(
    ("now", "tomorrow"),
    [
        # 16:30 on 4 December in Los Angeles.
        (datetime(2026, 12, 5, 0, 30, tzinfo=UTC), date(2026, 12, 5)),
        # The last minute of 4 December in UTC-12, and the moment after.
        (datetime(2026, 12, 5, 11, 59, tzinfo=UTC), date(2026, 12, 5)),
        (datetime(2026, 12, 5, 12, 0, tzinfo=UTC), date(2026, 12, 6)),
    ],
)
def test_share_form_takes_everybodys_own_tomorrow(client, link, at, now, tomorrow):
    at(now)
    address = f"/results/{link.result.attempt.token}/share/"
    page = client.get(address)
    sent = [
        press(client, page, "Make the link", {"ends": "date", "last_day": str(day)})
        for day in (tomorrow - timedelta(days=1), tomorrow)
    ]

    assert read_page(page).one(id="id_last_day").attrs["min"] == str(tomorrow)
    assert [response.status_code for response in sent] == [400, 200]
    assert ShareLink.objects.latest("pk").ends_on == tomorrow


@pytest.mark.parametrize("hour", [0, 11, 12, 23])
def test_periods_are_counted_from_the_day_in_utc(client, link, at, settings, hour):
    settings.RESULT_KEPT_MONTHS = 24
    at(datetime(2026, 12, 5, hour, tzinfo=UTC))
    private = f"/results/{link.result.attempt.token}/"
    Result.objects.update(kept_until=LAST_DAY)
    client.post(f"{private}keep/")
    press(client, client.get(f"{private}share/"), "Make the link", {"ends": "days"})

    assert Result.objects.get().kept_until == date(2028, 12, 5)
    assert ShareLink.objects.latest("pk").ends_on == date(2027, 1, 4)
