"""Making a public link: the form, what it refuses, and the list of all links."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from roles.domain.dates import months_later
from roles.models import Result, ShareLink
from roles.services.quiz import delete_attempt
from roles.services.results import MOST_LINKS, end_link
from roles.web.tickets import new_link_ticket
from tests.factories import make_attempt, make_link, running_day
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import OWNER, open_quiz, press, stored
from tests.views.sharing import in_words, moment_in_words, result_of, shows
from tests.wording.result_pages import texts

MAKE = "Make the link"
DELETED = "Your answers are deleted"
TODAY = timezone.localdate


@pytest.fixture
def version(db):
    return open_quiz()


@pytest.fixture
def result(version):
    return result_of(version)


@pytest.fixture
def address(result):
    return f"/results/{result.attempt.token}/share/"


def summary(response):
    """Words and address of every line of the error summary."""
    box = read_page(response).one(class_="error-summary")
    found = [(row.text, [link for _text, link in links(row)]) for row in box.all("li")]
    return [(text, *addresses) for text, addresses in found]


def assert_page(response, status, heading):
    assert (response.status_code, read_page(response).one("h1").text) == (status, heading)


# --- the page


def test_share_page_makes_a_link_in_one_card_beside_what_people_will_see(client, result, address):
    page = read_page(client.get(address))
    main = page.one("main")

    assert title_of(page) == page.one("h1").text == "Share your result"
    assert texts(main.all("button")) == [MAKE, "Show the offline link"]
    assert page.one(class_="share-form").all("button")[0].attrs["class"] == "button button-main"
    seen = page.one(class_="seen")
    assert seen.one(class_="band-title").text == "Product owner fits them best"
    assert len(seen.all(class_="chart-row")) == 6
    assert texts(seen.all("li", class_="hue-diamond")) == ["Product owner about 63 of 100"]
    assert "open" not in main.one("details").attrs  # the other ways
    assert links(page.one("nav", aria_label="Previous page")) == [
        ("Back to your result", f"/results/{result.attempt.token}/")
    ]


def test_share_page_ticks_the_order_for_good_the_chart_and_twelve_months(client, address):
    form = read_page(client.get(address)).one("form", method="post")
    fixed = [box.attrs["value"] for box in form.all("input") if "disabled" in box.attrs]
    chosen = [box.attrs["value"] for box in form.all("input") if "checked" in box.attrs]
    name = form.one(id="id_name")

    assert (fixed, chosen) == (["order"], ["order", "pattern", "months"])
    assert (name.attrs.get("value"), name.attrs["maxlength"]) == (None, "40")


# --- making a link


@pytest.mark.parametrize(
    ("ticks", "shown"),
    [
        ([], (False, False)),
        (["numbers"], (True, False)),
        (["pattern"], (False, True)),
        (["numbers", "pattern"], (True, True)),
    ],
)
def test_tick_is_what_the_link_shows(client, result, address, ticks, shown):
    response = press(client, client.get(address), MAKE, {"shows": ticks})
    link = ShareLink.objects.get()

    assert response.redirect_chain == [(f"{address}{link.token}/#ready", 302)]
    assert (link.shows_numbers, link.shows_pattern) == shown
    assert (link.snapshot.numbers is not None, link.snapshot.pattern is not None) == shown
    assert (link.result, link.version) == (result, result.version)
    assert link.picture.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("chosen", "ends_on"),
    [
        ({"ends": "days"}, lambda today: today + timedelta(days=30)),
        ({}, lambda today: months_later(today, 12)),
        (
            {"ends": "date", "last_day": "tomorrow"},
            lambda _today: running_day() + timedelta(days=1),
        ),
    ],
)
def test_end_is_as_chosen(client, address, chosen, ends_on):
    tomorrow = running_day() + timedelta(days=1)
    sent = {name: text.replace("tomorrow", str(tomorrow)) for name, text in chosen.items()}
    press(client, client.get(address), MAKE, sent)

    assert ShareLink.objects.get().ends_on == ends_on(TODAY())


def test_end_is_never_after_that_of_the_result(client, result, address):
    last_day = TODAY() + timedelta(days=5)
    Result.objects.update(kept_until=last_day)
    press(client, client.get(address), MAKE)

    assert ShareLink.objects.get().ends_on == last_day


def test_form_sent_twice_makes_one_link(client, address):
    page = client.get(address)
    first, second = (press(client, page, MAKE) for _time in range(2))

    assert ShareLink.objects.count() == 1
    assert first.redirect_chain == second.redirect_chain
    press(client, client.get(address), MAKE)
    assert ShareLink.objects.count() == 2


@pytest.mark.parametrize("name", ["Ada", "<b>Ada</b> & {{ x }} %s", "\u05d0\u05d3\u05d4 42"])
def test_name_is_shown_with_the_link_as_it_is_written(client, address, name):
    made = press(client, client.get(address), MAKE, {"name": f" {name} "})
    link = ShareLink.objects.get()
    own, listed = read_page(made), read_page(client.get(address)).one(class_="own-links")
    public = read_page(client.get(f"/shared/{link.token}/"))

    assert link.name == name
    assert own.one("bdi").text == listed.one("bdi").text == name
    assert {bdi.text for bdi in public.all("bdi")} == {name}
    assert public.one("h1").text == f"Product owner fits {name} best"
    assert public.one("meta", property="og:title").attrs["content"].replace("\u2068", "").replace(
        "\u2069", ""
    ) == (f"Product owner fits {name} best")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("x" * 41, "Use 40 letters or fewer: this name has 41."),
        (
            "A\u202eda",
            "Delete the invisible character in place 2 (RIGHT-TO-LEFT OVERRIDE (U+202E)).",
        ),
    ],
)
def test_name_that_cannot_be_shown_makes_nothing_and_stays_to_be_mended(
    client, address, name, said
):
    before = stored()
    response = press(client, client.get(address), MAKE, {"name": name})

    assert (response.status_code, stored()) == (400, before)
    assert summary(response) == [(said, "#id_name")]
    assert read_page(response).one(id="id_name").attrs["value"] == name


# --- one press


def press_share(client, address):
    """The button on the page of the result."""
    return client.post(address, {"default": "1"})


def test_one_press_makes_the_default_link_and_another_one_finds_it(client, result, address):
    first, second = press_share(client, address), press_share(client, address)
    link = ShareLink.objects.get()

    assert first.url == second.url == f"{address}{link.token}/#ready"
    assert (link.shows_numbers, link.shows_pattern, link.name) == (False, True, "")
    assert link.ends_on == months_later(TODAY(), 12)
    press(client, client.get(address), MAKE)
    assert ShareLink.objects.count() == 2


def test_one_press_with_as_many_links_as_may_be_says_to_switch_one_off(client, result, address):
    for _number in range(MOST_LINKS):
        make_link(result)
    response = press_share(client, address)

    assert (response.status_code, ShareLink.objects.count()) == (400, MOST_LINKS)
    assert summary(response) == [
        ("You have 20 working links. Switch one off before you make another.",)
    ]


def test_one_press_without_the_cookie_of_its_page_makes_nothing(result, address):
    assert press_share(Client(enforce_csrf_checks=True), address).status_code == 403
    assert ShareLink.objects.count() == 0


# --- refusals of the form


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "Choose the last day the link works"),
        ("2020-01-01", "Choose a day from {first} to {last}"),
        ("9999-12-31", "Choose a day from {first} to {last}"),
        ("soon", "Enter a valid date."),
    ],
)
def test_wrong_day_makes_nothing_and_keeps_what_was_typed(client, result, address, day, said):
    before, page = stored(), client.get(address)
    chosen = {"ends": "date", "last_day": day, "shows": ["pattern"]}
    response = press(client, page, MAKE, chosen)
    form = read_page(response).one("form", method="post")
    days = {"first": running_day() + timedelta(days=1), "last": result.kept_until}
    words = said.format(**{name: in_words(each) for name, each in days.items()})
    checked = [box.attrs["value"] for box in form.all("input") if "checked" in box.attrs]

    assert (response.status_code, stored()) == (400, before)
    assert title_of(read_page(response)) == "Error: Share your result"
    assert summary(response) == [(words, "#id_last_day")]
    assert form.one(id="id_last_day_error").text == f"Error: {words}"
    assert form.one(id="id_last_day").attrs.get("value", "") == day
    assert checked == ["order", "pattern", "date"]
    press(client, response, MAKE, {"ends": "days", "last_day": ""})
    assert (ShareLink.objects.get().shows_pattern, ShareLink.objects.count()) == (True, 1)


def test_link_beyond_the_most_is_refused_until_one_is_switched_off(client, result, address):
    made = [make_link(result) for _number in range(MOST_LINKS)]
    before = stored()
    page = client.get(address)
    response = press(client, page, MAKE)

    assert MOST_LINKS == 20
    assert (response.status_code, stored()) == (400, before)
    assert summary(response) == [
        ("You have 20 working links. Switch one off before you make another.",)
    ]
    end_link(link=made[0], now=timezone.now())
    assert press(client, page, MAKE).status_code == 200
    assert ShareLink.objects.count() == 21


@pytest.mark.parametrize("ticket", ["", "A" * 22, "of another result"])
def test_form_without_its_own_ticket_makes_nothing(client, version, address, ticket):
    if ticket == "of another result":
        ticket = new_link_ticket(result_of(version).attempt.token)
    before = stored()
    response = press(client, client.get(address), MAKE, {"ticket": ticket})

    assert (response.status_code, stored()) == (400, before)
    assert summary(response) == [("We couldn't make the link. Reload the page and try again.",)]


def test_form_without_the_cookie_of_its_page_makes_nothing(address):
    guarded = Client(enforce_csrf_checks=True)
    page = guarded.get(address)
    del guarded.cookies["csrftoken"]

    assert_page(press(guarded, page, MAKE), 403, "We couldn't make the link")
    assert ShareLink.objects.count() == 0


def test_links_made_too_often_ask_to_wait_but_looking_and_ending_go_on(
    client, address, settings, monkeypatch
):
    settings.RATE_LIMITS = {"share": (2, 3600)}
    monkeypatch.setattr(time, "time", lambda: 1_900_800_012.0)
    pages = [client.get(address) for _time in range(4)]
    first, _second, third = (press(client, page, MAKE) for page in pages[:3])

    assert first.status_code == pages[3].status_code == 200
    assert_page(third, 429, "Too many requests")
    assert third["Retry-After"] == "3588"
    assert ShareLink.objects.count() == 2
    assert client.post(f"{address}{ShareLink.objects.first().token}/revoke/").status_code == 302


# --- addresses


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_share_page_takes_no_other_method(client, address, method):
    response = getattr(client, method)(address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_share_page_of_no_result_leads_on_or_says_so(client, version):
    token = make_attempt(version, OWNER, pages=1).token
    overdue, deleted = result_of(version), result_of(version)
    yesterday = running_day() - timedelta(days=1)
    Result.objects.filter(pk=overdue.pk).update(kept_until=yesterday)
    delete_attempt(attempt=deleted.attempt)

    for send in (client.get, client.post):
        unfinished = send(f"/results/{token}/share/")
        assert (unfinished.status_code, unfinished.url) == (302, f"/quiz/{token}/check/")
        assert_page(send(f"/results/{'A' * 22}/share/"), 404, "Page not found")
        for gone in (overdue, deleted):
            assert_page(send(f"/results/{gone.attempt.token}/share/"), 410, DELETED)


# --- the list


def test_list_shows_all_links_the_newest_first(client, result, address):
    now = timezone.now()
    first = make_link(result, now=now - timedelta(days=3), shows=shows(), ends_on=TODAY())
    second = make_link(result, now=now - timedelta(days=2), shows=shows("pattern"))
    third = make_link(result, now=now - timedelta(days=1), shows=shows("numbers"))
    ShareLink.objects.filter(pk=first.pk).update(ends_on=running_day() - timedelta(days=1))
    end_link(link=second, now=now)
    part = read_page(client.get(address)).one(class_="own-links")
    made = [moment_in_words(now - timedelta(days=number)) for number in range(4)]
    expired = in_words(running_day() - timedelta(days=1))

    assert [(row.one("h3").text, row.all("p")[0].text) for row in part.all("li")] == [
        (
            f"Works until {in_words(third.ends_on)}",
            f"Shows the roles in order and the numbers. Made on {made[1]}.",
        ),
        (
            f"Switched off on {made[0]}",
            f"Shows the roles in order and the chart. Made on {made[2]}.",
        ),
        (f"Expired on {expired}", f"Shows the roles in order. Made on {made[3]}."),
    ]
    assert links(part) == [(f"Copy or update : made on {made[1]}", f"{address}{third.token}/")]
    assert texts(part.all("button")) == [f"Switch off : made on {made[1]}"]
