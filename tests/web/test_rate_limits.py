"""Rate limits: who is counted as whom, for how long, and that they never stand in the way."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe

from roles.domain.errors import TooManyRequests
from roles.web.rate_limits import client_address, rate_limit
from tests.views.page import links, read_page, title_of

START = 1_900_800_000  # a full hour, so that windows of a minute and of an hour begin there
ADDRESS = "203.0.113.7"
OTHER = "203.0.113.8"
PROXIES = [ip_network("10.0.0.0/8"), ip_network("127.0.0.1"), ip_network("2001:db8:ff::/48")]


@require_safe
@rate_limit("shared")
def shared(request):
    return HttpResponse("a result")


@rate_limit("share")
def share(request):
    return HttpResponse("a link")


@rate_limit("sent", method="POST")
def sent(request):
    return HttpResponse("an answer")


@rate_limit("nothing we know")
def free(request):
    return HttpResponse("as often as you like")


urlpatterns = [
    path("", include("roles.urls")),
    path("open/", shared),
    path("make/", share),
    path("send/", sent),
    path("free/", free),
]


class Crowded(LocMemCache):
    """So full that a counter is thrown out as soon as it was seen to be there."""

    def add(self, *args, **kwargs):
        return False


@pytest.fixture(autouse=True)
def few(settings):
    settings.ROOT_URLCONF = __name__
    settings.RATE_LIMITS = {"shared": (3, 60), "share": (2, 3600)}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Sets the clock to that many seconds after START, where it stands still."""

    def stand(seconds):
        monkeypatch.setattr(time, "time", lambda: START + seconds)

    stand(0)
    return stand


@pytest.fixture
def ask(client):
    """The status of each of so many requests."""

    def run(times, place="/open/", address=ADDRESS, **headers):
        asked = [client.get(place, REMOTE_ADDR=address, headers=headers) for _ in range(times)]
        return [response.status_code for response in asked]

    return run


# --- how many, and for how long


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_request_over_the_limit_is_refused_with_the_time_to_wait(client, ask, clock, method):
    clock(12.7)
    assert ask(3) == [200, 200, 200]
    response = client.generic(method, "/open/", REMOTE_ADDR=ADDRESS)

    assert (response.status_code, response["Retry-After"]) == (429, "48")
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")
    assert bool(response.content) == (method == "GET")


def test_page_of_a_refusal_says_what_to_do_to_somebody_without_answers(client, ask):
    ask(2, "/make/")
    page = read_page(client.post("/make/", REMOTE_ADDR=ADDRESS))

    assert title_of(page) == page.one("h1").text == "Too many requests"
    assert page.one(class_="lead").text.startswith("Wait 60 minutes, then go back in your browser")
    assert "Nothing was changed." in page.one("main").text
    assert links(page.one("main")) == [("Back", "/make/")]


def test_window_ends_on_the_clock_and_a_new_one_begins_with_nothing(client, ask, clock):
    clock(30)
    assert ask(4) == [200, 200, 200, 429]
    clock(59.9)
    assert client.get("/open/", REMOTE_ADDR=ADDRESS)["Retry-After"] == "1"
    clock(60)
    assert ask(4) == [200, 200, 200, 429]


def test_refused_requests_do_not_lengthen_the_wait(ask, clock):
    assert ask(100)[3:] == [429] * 97
    clock(60)
    assert ask(1) == [200]


def test_clock_set_back_never_asks_to_wait_longer_than_a_window(client, ask, clock):
    assert ask(4)[-1] == 429
    clock(-3590)
    assert ask(4) == [200, 200, 200, 429]
    assert client.get("/open/", REMOTE_ADDR=ADDRESS)["Retry-After"] == "50"


def test_requests_in_the_same_moment_are_all_counted(rf, settings):
    settings.RATE_LIMITS = {"shared": (25, 60)}

    def passes(_number):
        try:
            return shared(rf.get("/open/")).status_code
        except TooManyRequests as refusal:
            return refusal.seconds

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(passes, range(40))) == [60] * 15 + [200] * 25


# --- who is counted as whom


def test_clients_and_actions_are_counted_apart(ask, settings):
    settings.RATE_LIMITS = {"shared": (3, 60), "share": (2, 60)}

    assert ask(4) == [200, 200, 200, 429]
    assert ask(4, address=OTHER) == [200, 200, 200, 429]
    assert ask(3, "/make/") == [200, 200, 429]


def test_limit_of_a_method_counts_no_other(client, ask, settings):
    settings.RATE_LIMITS = {"sent": (1, 60)}

    assert ask(3, "/send/") == [200] * 3
    sent = [client.post("/send/", REMOTE_ADDR=ADDRESS).status_code for _each in range(2)]
    assert (sent, ask(1, "/send/")) == ([200, 429], [200])


def test_action_without_a_limit_is_not_limited(ask, settings):
    assert ask(10, "/free/") == [200] * 10
    settings.RATE_LIMITS = {}
    assert ask(10) == [200] * 10


@pytest.mark.parametrize(
    ("first", "second", "statuses"),
    [
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", [200, 429]),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", [200, 200]),
        (ADDRESS, f"::ffff:{ADDRESS}", [200, 429]),
        (f"::ffff:{ADDRESS}", f"::ffff:{OTHER}", [200, 200]),
    ],
)
def test_addresses_of_one_connection_are_counted_as_one(ask, first, second, statuses):
    ask(2, address=first)

    assert ask(1, address=first) + ask(1, address=second) == statuses


def test_forwarded_address_is_ignored_unless_a_proxy_of_ours_sent_it(ask, settings):
    settings.TRUSTED_PROXIES = PROXIES
    forged = [ask(1, X_Forwarded_For=f"198.51.100.{number}")[0] for number in range(4)]
    real = [ask(1, address="10.1.1.1", X_Forwarded_For=f"198.51.100.{n}")[0] for n in range(4)]

    assert (forged, real) == ([200, 200, 200, 429], [200] * 4)


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        (ADDRESS, "198.51.100.1", ADDRESS),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1 ,127.0.0.1,10.9.9.9", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, 10.0.0.3, unknown, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "198.51.100.1, ", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1:4711", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", None, "10.0.0.1"),
        ("::ffff:10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"),
        ("2001:db8:ff::1", "2001:DB8::0001", "2001:db8::1"),
        ("", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("", None, ""),
    ],
)
def test_client_address_is_what_the_last_proxy_of_ours_saw(rf, settings, peer, forwarded, address):
    settings.TRUSTED_PROXIES = PROXIES
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}

    assert client_address(rf.get("/", REMOTE_ADDR=peer, headers=headers)) == address


@pytest.mark.parametrize(("peer", "address"), [("", ""), ("127.0.0.1", "127.0.0.1")])
def test_client_address_without_configured_proxies_is_never_a_forwarded_one(rf, peer, address):
    request = rf.get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": "6.6.6.6"})

    assert client_address(request) == address


# --- the cache: what it learns, and how we do without


def test_counters_hold_no_address_and_end_soon_after_their_window(ask, clock):
    clock(20)
    ask(5)
    ask(2, "/make/", address="2001:db8::1")
    cache = caches["default"]
    kept = {name: end - START for name, end in cache._expire_info.items()}

    assert sorted(kept.values()) == [60 + 60, 3600 + 60]
    assert sorted(cache.get(name.removeprefix(":1:")) for name in kept) == [2, 5]
    assert [name for name in kept if not re.fullmatch(":1:limits:[0-9a-f]{64}", name)] == []


def test_counters_of_another_key_or_window_have_other_names(ask, clock, settings):
    ask(1)
    settings.SECRET_KEY = "another-key-" * 5
    ask(1)
    clock(60)
    ask(1)

    assert len(caches["default"]._expire_info) == 3


def test_cache_that_is_away_lets_everybody_through(ask, settings):
    backend = "careerquiz.cache.OptionalRedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:9/0"}}

    assert ask(4) == [200] * 4


def test_counter_thrown_out_between_two_steps_counts_as_one(ask, settings):
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.Crowded"}}

    assert ask(5) == [200] * 5


# --- which proxies are ours


@pytest.mark.parametrize("part", ["10.0.0.1/8", "proxy.example.org", "0.0.0.0/0", "::/0"])
def test_networks_with_a_part_that_is_none_or_that_is_all_are_refused(refusal, part):
    assert refusal(CAREERQUIZ_PROXIES=f"127.0.0.1, {part}") == (
        f"The environment variable CAREERQUIZ_PROXIES is {part!r}, which is not allowed. Allowed: "
        "addresses or networks such as 10.0.0.0/8, separated by commas; never all."
    )


def test_proxies_that_are_all_addresses_in_halves_are_refused(refusal):
    assert "networks that are not all addresses" in refusal(
        CAREERQUIZ_PROXIES="0.0.0.0/1,128.0.0.0/1"
    )
