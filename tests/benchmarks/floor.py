"""What pages are measured against: views that do less, behind the same middleware.

`plain` is what a good Django developer writes who needs none of our engine: the fewest queries, the
version from memory, one flat template with as many values from data, one UPDATE of what changed,
and the same limits counted. `bare` asks the database with a cursor and fills a string. `empty` does
nothing. All send as many bytes as the page that they stand beside.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Template
from django.template.context import RequestContext
from django.urls import include, path
from django.utils import timezone
from django.utils.html import escape

from roles.domain.simulation import respondents
from roles.domain.types import Catalog
from roles.models import Attempt, CatalogVersion, Result, ShareLink
from roles.queries.catalog import version_catalog
from roles.web.rate_limits import rate_limit
from tests.factories import (
    make_attempt,
    make_link,
    make_result,
    publish_seed,
    publish_seed_careers,
    seed_catalog,
)

SHEETS, SEED = 20, 1
OPEN = 3  # the number of the page that waits for answers
SCALE = {
    "5": "Like a lot",
    "4": "Like",
    "3": "Neither",
    "2": "Dislike",
    "1": "Dislike a lot",
    "skip": "Skip this one",
}
# Values from data on our pages, about: of the result and the public page, as their templates show.
RESULT_ROWS, SHARED_ROWS = 80, 38  # of four values each

bytes_of: dict[str, int] = {}  # how long the page is that a floor stands beside, by its name


@cache
def catalog() -> Catalog:
    """The only version's: a version never changes."""
    return version_catalog(CatalogVersion.objects.get())


# --- plain

FORM = Template("""<!DOCTYPE html><html lang="en"><head><title>Page {{ number }}</title></head>
<body><main><form method="post" action="/plain/{{ attempt.token }}/record/">{% csrf_token %}
{% for question in questions %}
  <fieldset id="id_{{ question.slug }}"><legend>{{ question.text }}</legend>
    {% for value, label in scale %}
      <label class="choice" for="id_{{ question.slug }}_{{ forloop.counter0 }}">
        <input type="radio" name="{{ question.slug }}" value="{{ value }}"
          id="id_{{ question.slug }}_{{ forloop.counter0 }}"> <span>{{ label }}</span></label>
    {% endfor %}
  </fieldset>
{% endfor %}
<button type="submit">Continue</button></form></main></body></html>""")

TABLE = Template("""<!DOCTYPE html><html lang="en"><head><title>{{ token }}</title></head>
<body><main><table>
{% for row in rows %}
  <tr><th>{{ row.slug }}</th><td>{{ row.text }}</td><td>{{ row.dimension }}</td>
    <td>{{ row.baseline }}</td></tr>
{% endfor %}
</table></main></body></html>""")


def plain_question(request: HttpRequest, token: str) -> HttpResponse:
    attempt = Attempt.objects.get(token=token)
    questions = [catalog().questions_by_slug[slug] for slug in attempt.pages[OPEN - 1]]
    context = {"attempt": attempt, "number": OPEN, "questions": questions, "scale": SCALE.items()}
    return filled("question page", FORM.render(RequestContext(request, context)))


@rate_limit("answer")
def plain_record(request: HttpRequest, token: str) -> HttpResponse:
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(token=token)
        for slug in attempt.pages[OPEN - 1]:
            attempt.answers[slug] = int(request.POST[slug])
        attempt.seconds.append((timezone.now() - attempt.saved_at).total_seconds())
        attempt.pages.append([question.slug for question in catalog().questions[:4]])
        attempt.saved_at = timezone.now()
        attempt.save(update_fields=["answers", "seconds", "pages", "saved_at"])
    return redirect("/quiz/")


def plain_check(request: HttpRequest, token: str) -> HttpResponse:
    attempt = Attempt.objects.get(token=token)
    rows = [catalog().questions_by_slug[slug] for slug in attempt.sheet]
    return table(request, "check page", token, rows)


@rate_limit("result")
def plain_result(request: HttpRequest, token: str) -> HttpResponse:
    result = Result.objects.select_related("attempt").get(attempt__token=token)
    list(result.links.only("token", "name", "ends_on", "ended_at", "excerpt_document"))
    return table(request, "result", token, rows_of(RESULT_ROWS))


@rate_limit("shared")
def plain_shared(request: HttpRequest, token: str) -> HttpResponse:
    ShareLink.objects.defer("picture").get(token=token)
    return table(request, "public page", token, rows_of(SHARED_ROWS))


@rate_limit("shared")
def plain_picture(request: HttpRequest, token: str) -> HttpResponse:
    link = ShareLink.objects.only("picture").get(token=token)
    return HttpResponse(bytes(link.picture), content_type="image/png")


def table(request: HttpRequest, name: str, token: str, rows: Sequence[object]) -> HttpResponse:
    return filled(name, TABLE.render(RequestContext(request, {"token": token, "rows": rows})))


def rows_of(count: int) -> list[object]:
    questions = catalog().questions
    return [questions[number % len(questions)] for number in range(count)]


def filled(name: str, html: str) -> HttpResponse:
    """As long as the page beside which it stands."""
    return HttpResponse(html + " " * (bytes_of.get(name, 0) - len(html)))


# --- bare

ROW = "<tr><th>{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n"
READ_ATTEMPT = "SELECT pages, answers, seconds, saved_at FROM roles_attempt WHERE token = %s"
WRITE_ATTEMPT = (
    "UPDATE roles_attempt SET pages = %s, answers = %s, seconds = %s, saved_at = %s"
    " WHERE token = %s"
)
READ_RESULT = (
    "SELECT a.pages, a.answers, r.id, r.outcome_document, r.answer_pairs, r.kept_until"
    " FROM roles_attempt a JOIN roles_result r ON r.attempt_id = a.id WHERE a.token = %s"
)
READ_LINKS = (
    "SELECT token, name, ends_on, excerpt_document FROM roles_sharelink WHERE result_id = %s"
)
READ_LINK = "SELECT name, ends_on, excerpt_document FROM roles_sharelink WHERE token = %s"
READ_PICTURE = "SELECT picture FROM roles_sharelink WHERE token = %s"


def fetch(sql: str, *values: object) -> Any:  # rows are tuples of anything
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def bare_question(request: HttpRequest, token: str) -> HttpResponse:
    pages = json.loads(fetch(READ_ATTEMPT, token)[0][0])
    known = catalog().questions_by_slug
    rows = [known[slug] for slug in pages[OPEN - 1]]
    drawn = [
        ROW.format(row.slug, escape(row.text), value, label)
        for row in rows
        for value, label in SCALE.items()
    ]
    return filled("question page", "".join(drawn))


def bare_record(request: HttpRequest, token: str) -> HttpResponse:
    with transaction.atomic():
        lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
        pages, answers, seconds, saved_at = fetch(READ_ATTEMPT + lock, token)[0]
        pages, answers, seconds = json.loads(pages), json.loads(answers), json.loads(seconds)
        answers |= {slug: int(request.POST[slug]) for slug in pages[OPEN - 1]}
        pages.append([question.slug for question in catalog().questions[:4]])
        new = [json.dumps(pages), json.dumps(answers), json.dumps([*seconds, 7.0])]
        with connection.cursor() as cursor:
            cursor.execute(WRITE_ATTEMPT, [*new, saved_at, token])
    return redirect("/quiz/")


def bare_check(request: HttpRequest, token: str) -> HttpResponse:
    answers = json.loads(fetch(READ_ATTEMPT, token)[0][1])
    known = catalog().questions_by_slug
    return rows_filled("check page", [known[slug] for slug in answers])


def bare_result(request: HttpRequest, token: str) -> HttpResponse:
    row = fetch(READ_RESULT, token)[0]
    fetch(READ_LINKS, row[2])
    return rows_filled("result", rows_of(RESULT_ROWS))


def bare_shared(request: HttpRequest, token: str) -> HttpResponse:
    fetch(READ_LINK, token)
    return rows_filled("public page", rows_of(SHARED_ROWS))


def bare_picture(request: HttpRequest, token: str) -> HttpResponse:
    return HttpResponse(bytes(fetch(READ_PICTURE, token)[0][0]), content_type="image/png")


def rows_filled(name: str, rows: Sequence[Any]) -> HttpResponse:
    drawn = [ROW.format(row.slug, escape(row.text), row.dimension, row.baseline) for row in rows]
    return filled(name, "".join(drawn))


# --- empty


def empty(request: HttpRequest) -> HttpResponse:
    """What no page behind this middleware can be faster than."""
    return HttpResponse(b"")


urlpatterns = [
    path("empty/", empty),
    path("plain/question/<str:token>/", plain_question),
    path("plain/record/<str:token>/", plain_record),
    path("plain/check/<str:token>/", plain_check),
    path("plain/result/<str:token>/", plain_result),
    path("plain/shared/<str:token>/", plain_shared),
    path("plain/picture/<str:token>/", plain_picture),
    path("bare/question/<str:token>/", bare_question),
    path("bare/record/<str:token>/", bare_record),
    path("bare/check/<str:token>/", bare_check),
    path("bare/result/<str:token>/", bare_result),
    path("bare/shared/<str:token>/", bare_shared),
    path("bare/picture/<str:token>/", bare_picture),
    path("", include("roles.urls")),
]


# --- which page goes with which


class Call(NamedTuple):
    """One request: POST when there is data."""

    path: str
    data: dict[str, str] | None = None


class Case(NamedTuple):
    """A page with its floors: a call of each for every sheet."""

    name: str
    floors: dict[str, list[Call]]  # "page", "empty" and, for pages that are drawn, the others
    least: tuple[str, float] | None  # the speed that it has to reach: of which floor, how much
    before: Callable[[], object] = lambda: None  # what is put right before each round


EMPTY = [Call("/empty/")]


def cases() -> Iterator[Case]:
    version = publish_seed()
    publish_seed_careers()
    sheets = [row.answers for row in respondents(seed_catalog(), SHEETS, Random(SEED))]
    begun = [make_attempt(version, sheet, pages=OPEN - 1) for sheet in sheets]
    for attempt in begun:
        attempt.saved_at = timezone.now() - timedelta(seconds=20)
    results = [make_result(version, sheet) for sheet in sheets]
    keys = [attempt.token for attempt in begun]
    answers = [
        {slug: str(sheet[slug]) for slug in attempt.pages[OPEN - 1]}
        for sheet, attempt in zip(sheets, begun, strict=True)
    ]
    finished = [result.attempt.token for result in results]
    links = [make_link(result).token for result in results]
    kept = "pages", "answers", "seconds", "saved_at"

    def forget_post() -> None:
        Attempt.objects.bulk_update(begun, kept)

    number = str(OPEN)
    yield drawn("question page", "question", keys, f"/quiz/%s/{number}/", 0.7)
    yield drawn("page of answers", "record", keys, f"/quiz/%s/{number}/", 0.7, answers, forget_post)
    yield drawn("check page", "check", finished, "/quiz/%s/check/")
    yield drawn("result", "result", finished, "/results/%s/", 0.7)
    yield drawn("public page", "shared", links, "/shared/%s/", 0.7)
    yield drawn("its picture", "picture", links, "/shared/%s/card.png")
    for address, least in (
        ("/", ("empty", 0.8)),
        ("/roles/product-owner/", ("empty", 0.8)),
        ("/compare/product-manager-and-product-owner/", ("empty", 0.8)),
        ("/card.png", None),  # the site's own preview picture, drawn once
    ):
        floors = {"page": [Call(address)], "empty": EMPTY}
        yield Case(address[:20], floors, least)


def drawn(
    name: str,
    view: str,
    tokens: Sequence[str],
    page: str,
    least: float | None = None,
    data: Sequence[dict[str, str] | None] | None = None,
    before: Callable[[], object] = lambda: None,
) -> Case:
    sent = data or [None] * len(tokens)
    places = {"page": page, "plain": f"/plain/{view}/%s/", "bare": f"/bare/{view}/%s/"}
    floors = {
        floor: [Call(place % token, row) for token, row in zip(tokens, sent, strict=True)]
        for floor, place in places.items()
    }
    least_of = ("plain", least) if least else None
    return Case(name, {**floors, "empty": EMPTY}, least_of, before)
