"""The cookie of respondents: what a browser is asked to keep, and what is read of it."""

from http.cookies import SimpleCookie

import pytest
from django.http import HttpResponse

from roles.web.cookies import NOTHING, Remembered, remember, remembered

A, B, C, D, E, F, G = (letter * 22 for letter in "ABCDEFG")
DAYS_400 = 400 * 24 * 60 * 60


def read(value):
    return remembered({"attempt": value})


def cookie_of(kept):
    """The cookie that a browser is sent."""
    response = HttpResponse()
    remember(response, kept)
    assert list(response.cookies) == ["attempt"]
    return response.cookies["attempt"]


# --- what is read


@pytest.mark.parametrize(
    ("value", "current", "finished"),
    [
        ("", "", ()),
        (A, A, ()),
        (f"{A}.{A}", A, (A,)),
        (f".{B}.{C}", "", (B, C)),
        (f"{A}.{B}.{C}.{D}.{E}.{F}", A, (B, C, D, E, F)),
        (f"{A}.{B}.{C}.{D}.{E}.{F}.{G}", A, (B, C, D, E, F)),  # five at most
        (f"{A}.{B}.{C}.{B}.{D}.{E}.{F}", A, (B, C, D, E, F)),  # each once
        (f"{A}.{B}x.{C}", A, (C,)),
        (f"{A[1:]}.{B}", "", (B,)),
        (f"{A}..{B}.", A, (B,)),
        (f"{A}\x00.\u00e9{B}", "", ()),
        ("." * 5000, "", ()),
        ("x" * 5000, "", ()),
        ("\u0663" * 22, "", ()),
        (f"{A}.1.1w0000.{'x' * 43}", A, ()),  # a ticket is no token
    ],
)
def test_remembered_is_what_looks_like_tokens_in_order(value, current, finished):
    assert read(value) == Remembered(current, finished)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (f"{A}.{B}.~{C}", Remembered(A, (B,), C)),
        (f".~{C}", Remembered("", (), C)),
        (f"{A}.~{B}.{C}.~{D}", Remembered(A, (C,), B)),  # one at most
        (f"{A}.~{B}x.~.~~{C}", Remembered(A, ())),
        (f"~{B}.{A}", Remembered("", (A,))),  # in the place of the current attempt
    ],
)
def test_remembered_link_of_a_friend_has_a_sign_of_its_own(value, kept):
    assert read(value) == kept


def test_link_of_a_friend_stays_until_nothing_else_is_left():
    kept = Remembered(A, (A, B), C)
    value = cookie_of(kept.done(D).gone_on(B)).value

    assert value == f"{B}.{D}.{A}.{B}.~{C}"
    assert read(value).friend == C
    assert kept.without(A) == Remembered("", (B,), C)
    assert kept.without(A).without(B) == NOTHING


def test_remembered_without_our_cookie_is_nothing():
    assert remembered({}) == remembered({"csrftoken": A}) == NOTHING


def test_remembered_is_read_under_the_configured_name(settings):
    settings.ATTEMPT_COOKIE_NAME = "__Host-attempt"

    assert remembered({"attempt": A, "__Host-attempt": B}) == Remembered(B, ())


# --- what becomes of it


def test_tokens_are_each_there_once_the_last_finished_first():
    assert Remembered("", ()).tokens == []
    assert Remembered(A, ()).tokens == [A]
    assert Remembered(A, (B, C)).tokens == [B, C, A]
    assert Remembered(C, (B, C)).tokens == [B, C]
    assert Remembered("", (B,)).tokens == [B]


def test_gone_on_takes_the_place_of_the_current_one_only():
    assert Remembered(A, (B,)).gone_on(C) == Remembered(C, (B,))


def test_done_comes_first_and_the_sixth_is_forgotten():
    kept = NOTHING
    for token in (A, B, C, D, E):
        kept = kept.done(token)
    assert kept == Remembered(E, (E, D, C, B, A))

    assert kept.done(F) == Remembered(F, (F, E, D, C, B))
    assert kept.done(B) == Remembered(B, (B, E, D, C, A))


def test_without_takes_a_token_out_wherever_it_is():
    kept = Remembered(A, (B, A, C))

    assert kept.without(A) == Remembered("", (B, C))
    assert kept.without(C) == Remembered(A, (B, A))
    assert kept.without(D) == kept
    assert Remembered(A, (A,)).without(A) == NOTHING


@pytest.mark.parametrize(
    "kept", [Remembered(A, ()), Remembered("", (B,)), Remembered(A, (B, C, D, E, F))]
)
def test_remember_comes_back_through_a_browser(kept):
    jar = SimpleCookie(cookie_of(kept).OutputString())

    assert remembered({name: morsel.value for name, morsel in jar.items()}) == kept


# --- how it is kept


def test_cookie_is_out_of_reach_for_scripts_and_other_sites_and_lasts_400_days():
    cookie = cookie_of(Remembered(A, (B,)))

    assert cookie.value == f"{A}.{B}"
    assert {name: value for name, value in cookie.items() if value and name != "expires"} == {
        "max-age": DAYS_400,
        "path": "/",
        "httponly": True,
        "samesite": "Lax",
    }


def test_cookie_in_production_is_of_this_host_and_https_only(settings):
    settings.ATTEMPT_COOKIE_NAME, settings.ATTEMPT_COOKIE_SECURE = "__Host-attempt", True
    response = HttpResponse()
    for kept, age in ((Remembered(A, ()), DAYS_400), (NOTHING, 0)):
        remember(response, kept)
        cookie = response.cookies["__Host-attempt"]

        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert cookie["max-age"] == age


@pytest.mark.parametrize("kept", [Remembered(A, ()), Remembered("", (B,))])
def test_cookie_of_anything_is_kept(kept):
    assert cookie_of(kept)["max-age"] == DAYS_400


def test_cookie_of_nothing_is_taken_out():
    cookie = cookie_of(NOTHING)

    assert (cookie.value, cookie["max-age"]) == ("", 0)
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/", True, "Lax")


def test_cookie_is_small_at_its_fullest():
    assert len(cookie_of(Remembered(A, (B, C, D, E, F))).value) == 6 * 22 + 5
