"""Public pages are made once and sent again, until they change; what is somebody's own never is."""

import gzip
from datetime import date

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory
from django.utils import translation

from roles.models import CatalogVersion
from roles.models.quiz import TOKEN_LENGTH
from roles.queries import careers as queries
from roles.queries.catalog import catalog_text
from roles.web.middleware import CachedPagesMiddleware
from roles.web.public_cache import MAX_PAGES, clear_public_cache, page_context, public_page
from tests.careers_factories import make_careers_document, make_question_row
from tests.content.documents import read
from tests.factories import make_catalog, make_content_version, make_version
from tests.views.page import headers_of

pytestmark = pytest.mark.django_db

ADDRESS = "/questions-and-answers/"
OTHER_CATALOG = make_catalog(settings={"minimum_answers": 3})


class Page:
    """A public page that counts how often its view is called, with what."""

    def __init__(self, **options):
        self.calls = []
        self.answer = HttpResponse
        self.page = public_page(**options)(self.view)

    def view(self, request, content, **given):
        self.calls.append((content, given))
        return self.answer(f"call {len(self.calls)}")

    def get(self, address="/page/", cookies=None, parts=None, **headers):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        request = RequestFactory(headers=names).get(address)
        request.COOKIES = cookies or {}
        return self.page(request, **(parts or {}))

    def text(self, *args, **kwargs):
        return self.get(*args, **kwargs).content.decode()


class Clock:
    """Seconds that pass when told to."""

    seconds = 7.0

    def monotonic(self):
        return self.seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(queries, "time", clock)
    return clock


# --- made once, for each thing that it differs by


def test_page_asked_for_again_is_the_same_without_a_call():
    page = Page()

    assert [page.text(parts={"slug": "thinker"}) for _ in range(2)] == ["call 1", "call 1"]
    assert page.calls == [(queries.content_of(queries.public_state()), {"slug": "thinker"})]


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("/page/?unknown=1&from=", "call 1"),
        ("/other/", "call 2"),
        ("/page/?sort=a", "call 2"),
        ("/page/?sort=", "call 2"),
    ],
)
def test_page_at_another_path_or_with_a_known_parameter_is_another(address, text):
    page = Page(query=["sort"])
    page.get()

    assert [page.text(address), page.text(address), page.text()] == [text, text, "call 1"]


def test_page_in_another_language_is_another():
    page = Page()
    page.get()
    with translation.override("de"):
        assert page.text() == "call 2"


@pytest.mark.parametrize(("origin", "calls"), [("", 2), ("https://quiz.example.org", 1)])
def test_page_under_another_host_is_another_unless_the_site_has_one_name(settings, origin, calls):
    settings.ALLOWED_HOSTS, settings.SITE_ORIGIN = ["*"], origin
    page = Page()
    for host in ("a.example", "b.example", "a.example"):
        page.get(host=host)

    assert len(page.calls) == calls


def test_page_context_holds_the_content_and_whole_addresses(rf):
    make_version(make_catalog())
    content = queries.content_of(queries.public_state())

    assert page_context(rf.get("/page/?a=1"), content, shown=5) == {
        "catalog": make_catalog(),
        "careers": content.careers,
        "site": queries.site_of(content.careers),
        "address": "http://testserver/page/",
        "picture": "http://testserver/static/img/card-default.png",
        "shown": 5,
    }


# --- made anew


def test_page_after_a_publication_is_made_anew():
    page = Page()
    page.get()
    make_version(make_catalog())
    page.get()
    make_version(OTHER_CATALOG)

    assert [page.text(), page.text()] == ["call 3", "call 3"]


def test_page_on_the_next_day_is_made_anew(clock, monkeypatch):
    page = Page()
    page.get()
    monkeypatch.setattr(queries, "localdate", lambda: date(2126, 11, 25))
    clock.seconds = 8.0

    assert page.text() == "call 2"


def test_page_while_developing_is_made_each_time(settings):
    settings.DEBUG = True
    page = Page()

    assert [page.text(), page.text()] == ["call 1", "call 2"]


def test_page_beyond_the_most_that_are_cached_begins_a_new_cache():
    page = Page()
    for number in range(MAX_PAGES):
        page.get(f"/{number}/")
    assert page.text("/0/") == "call 1"
    page.get("/one-more/")

    assert page.text("/0/") == f"call {MAX_PAGES + 2}"


def test_change_of_the_content_is_shown_at_once(client):
    make_version(make_catalog())
    for answer in ("Old answer", "New answer"):
        make_content_version(
            read(make_careers_document(reader_questions=[make_question_row(answer=answer)]))
        )

        assert answer in client.get(ADDRESS).content.decode()


def test_publication_by_another_process_is_shown_after_a_second(clock):
    page = Page()
    page.get()
    CatalogVersion(number=1, document_text=catalog_text(make_catalog()), author="ada").save()
    clock.seconds = 7.99
    assert page.text() == "call 1"
    clock.seconds = 8.0

    assert page.text() == "call 2"


def test_pages_ask_the_database_once_a_second(client, clock, django_assert_num_queries):
    make_version(make_catalog())
    client.get(ADDRESS)
    with django_assert_num_queries(0):
        client.get(ADDRESS)
        client.get("/roles/")
    clock.seconds = 8.0
    with django_assert_num_queries(1):
        client.get(ADDRESS)
        client.get("/roles/")


def test_page_without_the_cache_server_is_made_and_sent_again(client, settings):
    backend = "careerquiz.cache.OptionalRedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:9/0"}}

    assert [client.get(ADDRESS).status_code for _ in range(2)] == [200, 200]


# --- not cached


def test_page_that_is_not_found_is_looked_for_again():
    def missing(text):
        raise Http404

    page = Page()
    page.answer = missing
    with pytest.raises(Http404):
        page.get()
    page.answer = HttpResponse

    assert page.text() == "call 2"


def test_refused_form_is_private_and_made_each_time():
    page = Page()
    page.answer = lambda text: HttpResponse(text, status=400)

    assert [page.text(), page.text()] == ["call 1", "call 2"]
    assert page.get(accept_encoding="gzip").headers == {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "private, no-cache",
        "Vary": "Cookie",
    }


def test_redirect_is_passed_on_as_it_is():
    page = Page(own=lambda cookies: None)
    page.answer = lambda text: HttpResponseRedirect("/elsewhere/")

    assert page.get().headers == {**HttpResponseRedirect("/elsewhere/").headers, "Vary": "Cookie"}


def test_page_with_something_of_this_browsers_own_is_private():
    page = Page(own=lambda cookies: cookies.get("attempt"))
    shared = page.get()
    responses = [page.get(cookies={"attempt": name}) for name in ("ann", "bob")]

    assert [given for _content, given in page.calls] == [{}, {"own": "ann"}, {"own": "bob"}]
    assert [response.content for response in responses] == [b"call 2", b"call 3"]
    assert {response["Cache-Control"] for response in responses} == {"private, no-cache"}
    assert {response["Vary"] for response in responses} == {"Cookie"}
    assert shared["Vary"] == "Accept-Encoding, Cookie"
    assert page.text(cookies={"other": "x"}) == "call 1"


def test_page_for_browsers_that_remember_a_result_is_made_once_and_apart():
    page = Page()
    cookies = [{settings.ATTEMPT_COOKIE_NAME: f".{letter * TOKEN_LENGTH}"} for letter in "ab"]

    assert [page.text(cookies=cookie) for cookie in (*cookies, {}, cookies[0])] == [
        *("call 1", "call 1", "call 2", "call 1"),
    ]


# --- while the database is away


def away(*_query):
    raise OperationalError("the server does not answer")


def test_pages_stay_as_they_were_while_the_database_is_away_and_one_line_is_logged(clock, caplog):
    page = Page()
    page.get()
    clock.seconds += 100
    with connection.execute_wrapper(away):
        texts = [page.text(), page.text("/drawn-only-now/"), page.text()]
        clock.seconds += 2
        texts.append(page.text())
    make_version(make_catalog())
    clock.seconds += 2

    assert texts == ["call 1", "call 2", "call 1", "call 1"]
    assert caplog.text.count("Public pages are shown as they were") == 1
    assert page.text() == "call 3"


def test_page_of_a_process_that_never_saw_the_database_fails():
    with connection.execute_wrapper(away), pytest.raises(OperationalError):
        Page().get()


def test_browser_whose_own_cannot_be_read_gets_the_page_for_everybody():
    page = Page(own=away)

    assert [page.text(cookies={"attempt": name}) for name in ("ann", "bob")] == ["call 1"] * 2


# --- how it is sent


@pytest.mark.parametrize("accepted", ["", "gzip, br"])
def test_page_that_the_browser_has_is_not_sent_again(accepted):
    page = Page()
    first = page.get(accept_encoding=accepted)
    again = page.get(accept_encoding=accepted, if_none_match=f'"other", {first["ETag"]}')

    assert (again.status_code, again.content) == (304, b"")
    assert first["ETag"].startswith('W/"')
    assert again.headers == {
        "ETag": first["ETag"],
        "Cache-Control": "public, no-cache",
        "Vary": "Accept-Encoding, Cookie",
    }


def test_page_that_has_changed_is_sent_to_who_has_the_old_one():
    page = Page()
    first = page.get()
    make_version(make_catalog())
    again = page.get(if_none_match=first["ETag"])

    assert (again.status_code, again.content) == (200, b"call 2")
    assert again["ETag"] != first["ETag"]


def test_page_made_anew_and_still_the_same_is_not_sent_again(client):
    first = client.get(ADDRESS)
    clear_public_cache()

    assert client.get(ADDRESS, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("accepted", ["gzip", "gzip, deflate, br", "br, gzip;q=0.5", "GZIP;q=1.0"])
def test_page_is_compressed_for_who_can_read_that(accepted):
    page = Page()
    plain, compressed = page.get(), page.get(accept_encoding=accepted)

    assert gzip.decompress(compressed.content) == plain.content == b"call 1"
    assert dict(compressed.headers) == {**plain.headers, "Content-Encoding": "gzip"}


@pytest.mark.parametrize("accepted", ["", "br", "identity", "gzip;q=0", "gzip; q=0.0, br", "*;q=0"])
def test_page_is_sent_plain_to_all_others(accepted):
    response = Page().get(accept_encoding=accepted)

    assert (response.content, response.has_header("Content-Encoding")) == (b"call 1", False)


def test_head_has_the_headers_of_the_page(client):
    page, head = client.get(ADDRESS), client.head(ADDRESS)

    assert (head.status_code, head.content, headers_of(head)) == (200, b"", headers_of(page))
    assert int(head["Content-Length"]) == len(page.content)


# --- answered before anybody asks who is there

OWN, COMPARE = "/", "/compare/"  # one that may show what is a browser's own, one that reads a query
COMPARED = f"{COMPARE}?a=product-owner"


@pytest.fixture
def early(version):
    """Answers a request as the middleware does; "asked" where it hands it on."""
    ask = CachedPagesMiddleware(lambda request: HttpResponse("asked"))

    def answer(address, method="get", cookie=None):
        request = getattr(RequestFactory(), method)(address)
        request.COOKIES = {settings.ATTEMPT_COOKIE_NAME: cookie} if cookie else {}
        return ask(request)

    return answer


@pytest.mark.parametrize("address", [OWN, COMPARE, ADDRESS])
def test_cached_page_is_answered_early_as_it_would_be(client, early, address):
    assert early(address).content == b"asked"
    page = client.get(address)
    answered = early(f"{address}?unknown=1")

    assert (answered.status_code, answered.content) == (200, page.content)
    assert answered.headers.items() <= page.headers.items()
    assert headers_of(client.get(address)) == headers_of(page)
    assert client.get(address).resolver_match.view_name == page.resolver_match.view_name


@pytest.mark.parametrize(
    ("address", "how"),
    [
        (ADDRESS, {"method": "post"}),
        (ADDRESS, {"cookie": f".{'a' * TOKEN_LENGTH}"}),  # with a way to its result in the menu
        (OWN, {"cookie": "a" * TOKEN_LENGTH}),
        (COMPARED, {}),
        ("/roles", {}),
        ("/static/css/base.css", {}),
        ("/quiz/", {}),
    ],
)
def test_page_that_differs_from_the_cached_one_is_asked_itself(client, early, address, how):
    for cached in (OWN, COMPARE, ADDRESS, "/roles/"):
        client.get(cached)

    assert early(address, **how).content == b"asked"


def test_cached_page_is_asked_itself_after_a_publication_and_while_developing(
    client, early, settings
):
    client.get(ADDRESS)
    assert early(ADDRESS).content != b"asked"
    settings.DEBUG = True
    assert early(ADDRESS).content == b"asked"
    settings.DEBUG = False
    make_version(make_catalog())
    assert early(ADDRESS).content == b"asked"


def test_cached_page_is_left_to_its_view_while_the_database_is_away(client, early, clock):
    page = client.get(ADDRESS)
    clock.seconds = 8.0
    with connection.execute_wrapper(refuse):
        assert early(ADDRESS).content in (b"asked", page.content)  # as `public_state` has it


def refuse(run, sql, params, many, context):
    raise OperationalError("the database is away")


def test_cached_page_is_refused_to_other_hosts_and_leads_to_https(client, version, settings):
    client.get(ADDRESS)
    assert client.get(ADDRESS, headers={"host": "elsewhere.example"}).status_code == 400
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(ADDRESS).status_code == 301
