"""The bare views that pages are measured against, and which page goes with which."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import Template
from django.template.context import RequestContext
from django.urls import include, path
from django.utils import timezone
from django.views.decorators.gzip import gzip_page

from roles.domain import personas
from roles.models import Attempt, CatalogVersion, Result, ShareLink
from roles.models.quiz import TOKEN_LENGTH
from roles.queries.catalog import version_catalog
from roles.services.results import make_link
from tests.factories import (
    make_attempt,
    make_result,
    publish_seed,
    publish_seed_careers,
    seed_catalog,
)

SCALE = [*enumerate(("Dislike a lot", "Dislike", "Neither", "Like", "Like a lot"), 1)]

KEPT = "kept"  # how the names of pages begin that are kept in memory

FORM = Template("""<!DOCTYPE html><html lang="en"><head><title>Page {{ number }}</title></head>
<body><main><form method="post" action="/floor/{{ attempt.token }}/">{% csrf_token %}
{% for question in questions %}
  <fieldset id="id_{{ question.slug }}"><legend>{{ question.text }}</legend>
    {% for value, label in scale %}
      <label class="choice" for="id_{{ question.slug }}_{{ value }}"><input type="radio"
        name="{{ question.slug }}" value="{{ value }}" id="id_{{ question.slug }}_{{ value }}">
        <span>{{ label }}</span></label>
    {% endfor %}
  </fieldset>
{% endfor %}
<button type="submit">Continue</button></form></main><footer>{{ rest }}</footer></body></html>""")

TABLE = Template("""<!DOCTYPE html><html lang="en"><head><title>{{ attempt.token }}</title></head>
<body><main><table>
{% for row in rows %}
  <tr><th>{{ row.slug }}</th><td>{{ row.text }}</td><td>{{ row.dimension }}</td></tr>
{% endfor %}
</table></main><footer>{{ rest }}</footer></body></html>""")


def stored(token: str) -> Attempt:
    found = Attempt.objects.select_related("version", "result").filter(token=token)
    return found.get()


def form(request: HttpRequest, token: str) -> HttpResponse:
    attempt = stored(token)
    questions = version_catalog(attempt.version).questions[:4]
    context = {"attempt": attempt, "number": 2, "questions": questions, "scale": SCALE}
    return page(request, FORM, context, 8_500)


def record(request: HttpRequest, token: str) -> HttpResponse:
    stored(token)
    with transaction.atomic():
        attempt = Attempt.objects.select_for_update().get(token=token)
        attempt.answers |= {slug: int(answer) for slug, answer in request.POST.items()}
        attempt.save()
    return redirect("/quiz/")


def result(request: HttpRequest, token: str) -> HttpResponse:
    attempt = stored(token)
    CatalogVersion.objects.live().get()
    list(attempt.result.links.defer("picture"))
    rows = version_catalog(attempt.version).questions * 4
    return page(request, TABLE, {"attempt": attempt, "rows": rows}, 26_000)


def shared(request: HttpRequest, token: str) -> HttpResponse:
    live = Subquery(CatalogVersion.objects.live().values("document_text"))
    links = ShareLink.objects.select_related("version").defer("picture").annotate(live_text=live)
    link = links.get(token=token)
    rows = version_catalog(link.version).questions * 2
    return page(request, TABLE, {"attempt": link, "rows": rows}, 14_000)


def picture(request: HttpRequest, token: str) -> HttpResponse:
    link = ShareLink.objects.only("picture").get(token=token)
    return HttpResponse(bytes(link.picture), content_type="image/png")


def empty(request: HttpRequest) -> HttpResponse:
    """What no page behind this middleware can be faster than."""
    return HttpResponse(b"")


def page(
    request: HttpRequest, template: Template, context: dict[str, Any], size: int
) -> HttpResponse:
    """The template's page, filled up to a size in bytes."""
    drawn = template.render(RequestContext(request, context | {"rest": ""}))
    return HttpResponse(drawn + " " * (size - len(drawn)))


urlpatterns = [
    path("floor/<str:token>/", form),
    path("floor/<str:token>/record/", record),
    path("floor/<str:token>/result/", result),
    path("floor/<str:token>/shared/", gzip_page(shared)),
    path("floor/<str:token>/picture/", picture),
    path("floor/", empty),
    path("", include("roles.urls")),
]


def pairs() -> Iterator[tuple[str, tuple[Any, ...], tuple[Any, ...]]]:
    """A name, the arguments of the page's call, and those of its floor's."""
    version = publish_seed()
    publish_seed_careers()
    sheet = personas.ideal_sheet(seed_catalog(), "product-owner")
    attempt = make_attempt(version, sheet, pages=2)
    token, number = attempt.token, 2
    answers = {slug: str(sheet[slug]) for slug in attempt.pages[number - 1]}
    finished = make_result(version, sheet).attempt.token
    yield "question page", (f"/quiz/{token}/{number}/",), (f"/floor/{token}/",)
    yield (
        "page of answers",
        (f"/quiz/{token}/{number}/", answers),
        (f"/floor/{token}/record/", answers),
    )
    yield "result", (f"/results/{finished}/",), (f"/floor/{finished}/result/",)
    link = make_link(
        result=Result.objects.get(),
        token="s" * TOKEN_LENGTH,
        shows={"numbers": True, "pattern": True},
        ends_on=timezone.localdate() + timedelta(days=30),
        now=timezone.now(),
    )
    yield "public page", (f"/shared/{link.token}/",), (f"/floor/{link.token}/shared/",)
    yield "its picture", (f"/shared/{link.token}/card.png",), (f"/floor/{link.token}/picture/",)
    for address in ("/", "/roles/product-owner/", "/compare/product-manager-and-product-owner/"):
        yield f"{KEPT} {address[:19]}", (address,), ("/floor/",)
