"""Taking the quiz."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from roles.selectors.catalog import published_catalog


@require_safe
@cache_control(private=True, no_cache=True)
def start(request: HttpRequest) -> HttpResponse:
    """Says that the quiz is not open yet, and what there is to read meanwhile."""
    response = render(request, "quiz/start.html", {"catalog": published_catalog()})
    response["X-Robots-Tag"] = "noindex"
    return response
