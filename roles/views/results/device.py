"""The results that this browser remembers: a list, two beside each other, forgetting."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from roles.models import Result
from roles.pages.results.comparison import comparison
from roles.pages.results.shared import own_page
from roles.web.cookies import (
    MOST_FINISHED,
    NOTHING,
    earlier_results,
    last_result,
    remember,
    remembered,
)
from roles.web.headers import CLEAR_CACHE


@require_safe
def earlier(request: HttpRequest) -> HttpResponse:
    """The list, from the cookie alone."""
    return _list(request, earlier_results(request.COOKIES))


def _list(request: HttpRequest, results: list[Result], *, is_same: bool = False) -> HttpResponse:
    context = {
        "rows": [(result, own_page(result)) for result in results],
        "is_same": is_same,
        "most": MOST_FINISHED,
        "has_friend": bool(remembered(request.COOKIES).friend),
    }
    return render(request, "results/earlier.html", context)


@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """Leads to this browser's last result: for links that shall not hold its token."""
    result = last_result(request.COOKIES)
    return (
        redirect("results:earlier")
        if result is None
        else redirect("results:detail", result.attempt.token)
    )


@require_safe
def beside(request: HttpRequest) -> HttpResponse:
    """Two of them beside each other: `one` and `two` are their places in the list, from 1."""
    results = earlier_results(request.COOKIES)
    places = [request.GET.get(name, "") for name in ("one", "two")]
    if any(place not in map(str, range(1, len(results) + 1)) for place in places):
        raise Http404
    one, two = (results[int(place) - 1] for place in places)
    if one == two:
        return _list(request, results, is_same=True)
    context = {
        "one": one,
        "two": two,
        "comparison": comparison(own_page(one), own_page(two)),
    }
    return render(request, "results/beside.html", context)


@require_POST
def forget(request: HttpRequest) -> HttpResponseBase:
    """Takes one result out of this browser's list: `which` is its private token, or "all". The
    results themselves stay, for whoever has their addresses."""
    which = request.POST.get("which", "")  # not its place: sent twice, that is another one's
    kept = NOTHING if which == "all" else remembered(request.COOKIES).without(which)
    response = redirect("results:earlier")
    response["Clear-Site-Data"] = CLEAR_CACHE
    remember(response, kept)
    return response
