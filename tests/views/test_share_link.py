"""One public link, as its owner sees, refreshes and ends it; and keeping the result longer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roles.domain.share import offline_link
from roles.models import Result, ShareLink
from roles.queries.results import snapshot_of
from roles.services.quiz import delete_attempt, finish_attempt
from roles.services.results import end_link
from tests.factories import make_attempt, make_link, running_day, seed_catalog
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import OWNER, open_quiz, press, stored
from tests.views.sharing import (
    card_of,
    in_words,
    link_of,
    moment_in_words,
    page_of,
    result_of,
    sheet,
    shows,
)
from tests.wording.result_pages import CLOSE, texts

OFF = "Switch off this link"
NEW = "Show the new result"
GONE = "This result is no longer shared"


@pytest.fixture
def version(db):
    return open_quiz()


@pytest.fixture
def link(version):
    return link_of(version)


@pytest.fixture
def address(link):
    return f"/results/{link.result.attempt.token}/share/{link.token}/"


def heading(response):
    return response.status_code, read_page(response).one("h1").text


def change_answers(link):
    """The owner answers anew and has the result scored again."""
    attempt = link.result.attempt
    attempt.answers |= {slug: sheet(CLOSE)[slug] for slug in attempt.answers}
    attempt.save()
    finish_attempt(attempt=attempt, now=timezone.now())


# --- what is shown of it


def test_link_page_shows_the_address_first_and_then_how_to_end_it(client, link, address):
    page = read_page(client.get(address))
    label, field, head = page.one("label"), page.one(id="address"), page.one("h1")

    assert title_of(page) == head.text == "Your link is ready"
    assert (head.attrs["id"], head.attrs["tabindex"]) == ("ready", "-1")
    assert (label.attrs["id"], label.attrs["for"]) == ("address-label", "address")
    assert field.attrs["value"] == f"http://testserver{page_of(link)}"
    assert ("readonly" in field.attrs, field.attrs["type"]) == (True, "text")
    assert [(button.text, "hidden" in button.attrs) for button in page.all("button")] == [
        ("Copy link", True),
        ("Share…", True),
        (OFF, False),
    ]
    assert page.one(data_share="").attrs["data-text"] == "Product owner fits best"
    assert [where for _text, where in links(page.one("main"))] == [
        page_of(link),
        address.removesuffix(f"{link.token}/"),
    ]
    assert links(page.one("nav", aria_label="Previous page")) == [
        ("Back to your result", f"/results/{link.result.attempt.token}/")
    ]


@pytest.mark.parametrize(
    ("ticks", "parts"),
    [
        ([], "the roles in order"),
        (["numbers", "pattern"], "the roles in order, the chart and the numbers"),
    ],
)
def test_link_page_says_what_it_shows_and_until_when(client, version, ticks, parts):
    link = link_of(version, ticks=ticks)
    page = read_page(client.get(f"/results/{link.result.attempt.token}/share/{link.token}/"))

    assert f"It shows {parts}, and works until {in_words(link.ends_on)}." in texts(page.all("p"))
    assert page.one("img").attrs == {
        "class": "preview",
        "src": card_of(link),
        "width": "1200",
        "height": "630",
        "alt": read_page(client.get(page_of(link)))
        .one("meta", property="og:image:alt")
        .attrs["content"],
        "loading": "lazy",
    }


def test_link_page_names_the_site_as_it_is_configured(client, link, address, settings):
    settings.SITE_ORIGIN = "https://quiz.example"
    page = read_page(client.get(address))

    assert page.one(id="address").attrs["value"] == f"https://quiz.example{page_of(link)}"
    assert page.one(class_="qr-frame").attrs["aria-label"] == "QR code of this link"


def test_link_page_keeps_to_itself_and_changes_nothing(client, address, django_assert_num_queries):
    client.get(address)  # reads the version, once
    before = stored()
    with django_assert_num_queries(2):  # attempt with result; link
        response = client.get(address)

    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("private, no-cache", "noindex")
    assert response["Referrer-Policy"] == "same-origin"
    assert stored() == before


# --- refresh


def test_link_goes_on_showing_the_old_result_until_its_owner_agrees(client, link, address):
    change_answers(link)
    old = client.get(page_of(link)).content
    page = client.get(address)
    note = read_page(page).one(class_="note")
    after = press(client, page, NEW)

    assert note.one("p").text == (
        "You changed your answers after making this link. It shows your result as it was, until "
        "you update it."
    )
    assert b"fits them best" in old
    assert after.redirect_chain == [(address, 302)]
    assert read_page(after).all(class_="note") == []
    assert heading(client.get(page_of(link))) == (
        200,
        "It's a tie: Product owner or Product manager",
    )
    stored_link = ShareLink.objects.get()
    assert (stored_link.token, stored_link.ends_on) == (link.token, link.ends_on)
    assert (stored_link.shows_numbers, stored_link.shows_pattern) == (False, False)


def test_refresh_of_a_link_that_has_ended_brings_it_not_back(client, link, address):
    change_answers(link)
    end_link(link=link, now=timezone.now())
    before = stored()
    response = client.post(f"{address}refresh/", follow=True)

    assert response.redirect_chain == [(address, 302)]
    assert read_page(response).one(class_="lead").text.startswith("You switched this link off on ")
    assert stored() == before


def test_outdated_links_are_told_of_in_the_list(client, link):
    change_answers(link)
    make_link(Result.objects.get(), shows=shows())
    page = read_page(client.get(f"/results/{link.result.attempt.token}/share/"))
    rows = page.one(class_="own-links").all("li")
    remark = "It shows your result as it was before you changed your answers."

    assert [remark in texts(row.all("p")) for row in rows] == [False, True]


# --- revoke


def test_link_switched_off_answers_410_at_once_and_says_so_to_its_owner(client, link, address):
    response = press(client, client.get(address), OFF)
    off = read_page(client.get(address))

    assert response.redirect_chain == [(f"{address.removesuffix(f'{link.token}/')}#links", 302)]
    assert [heading(client.get(where(link))) for where in (page_of, card_of)] == [(410, GONE)] * 2
    assert bytes(ShareLink.objects.get().picture) == b""
    assert off.one(class_="lead").text == (
        f"You switched this link off on {moment_in_words(ShareLink.objects.get().ended_at)}. "
        "People who open it are told that the result is no longer shared."
    )
    assert (off.all("form"), off.all("img"), off.all("svg", class_="qr")) == ([], [], [])
    assert links(off.one("main")) == [("Make another one", address.removesuffix(f"{link.token}/"))]


def test_link_that_ran_out_says_so_to_its_owner(client, link, address):
    yesterday = running_day() - timedelta(days=1)
    ShareLink.objects.update(ends_on=yesterday)

    assert (
        read_page(client.get(address))
        .one(class_="lead")
        .text.startswith(f"This link expired on {in_words(yesterday)}. ")
    )


def test_link_switched_off_twice_stays_as_it_was(client, link, address):
    client.post(f"{address}revoke/")
    before = stored()

    assert client.post(f"{address}revoke/").status_code == 302
    assert stored() == before


# --- addresses


@pytest.mark.parametrize(
    ("room", "method", "allowed"),
    [
        *(("", method, "GET, HEAD") for method in ("post", "put", "patch", "delete")),
        *(("refresh/", method, "POST") for method in ("get", "head", "put", "delete")),
        *(("revoke/", method, "POST") for method in ("get", "head", "put", "delete")),
    ],
)
def test_link_address_takes_no_other_method(client, address, room, method, allowed):
    before = stored()
    response = getattr(client, method)(f"{address}{room}")

    assert (response.status_code, response["Allow"]) == (405, allowed)
    assert stored() == before


@pytest.mark.parametrize("room", ["", "refresh/", "revoke/"])
def test_link_is_found_under_its_own_result_only(client, version, link, room):
    send = client.post if room else client.get
    private, other = link.result.attempt.token, result_of(version).attempt.token
    unfinished = make_attempt(version, OWNER, pages=1).token
    before = stored()
    addresses = [
        f"/results/{token}/share/{name}/{room}"
        for token, name in (
            (other, link.token),
            (link.token, link.token),
            ("A" * 22, link.token),
            *((private, name) for name in ("A" * 22, "x", private, link.token.swapcase())),
        )
    ]

    assert {heading(send(where)) for where in addresses} == {(404, "Page not found")}
    assert send(f"/results/{unfinished}/share/{link.token}/{room}").url == (
        f"/quiz/{unfinished}/check/"
    )
    assert stored() == before


@pytest.mark.parametrize("room", ["", "refresh/", "revoke/"])
def test_link_of_a_deleted_result_is_gone_with_it(client, link, address, room):
    delete_attempt(attempt=link.result.attempt)
    send = client.post if room else client.get

    assert heading(send(f"{address}{room}")) == (410, "Your answers are deleted")


# --- the offline link


def test_silent_link_holds_what_is_ticked_behind_its_sign(client, link, address):
    share = address.removesuffix(f"{link.token}/")
    result, before = link.result, stored()
    page = read_page(client.get(share, {"silent": "1", "silent-shows": ["numbers"]}))
    behind = offline_link(seed_catalog(), 1, snapshot_of(result, numbers=True, pattern=False))

    assert page.one(id="silent-address").attrs["value"] == (
        f"http://testserver/shared/open/1/#{behind}"
    )
    assert read_page(client.get(share)).all(id="silent-address") == []
    assert stored() == before


def test_silent_link_that_should_show_more_is_refused(client, link, address):
    share = address.removesuffix(f"{link.token}/")
    page = read_page(client.get(share, {"silent": "1", "silent-shows": ["answers"]}))

    assert page.all(id="silent-address") == []
    assert title_of(page) == "Error: Share your result"
