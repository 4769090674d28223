"""What the private pages of a result have in common."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from roles.queries.quiz import result_of
from roles.web.rate_limits import rate_limit
from roles.web.tickets import attempt_at


def of_result(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Gives the view the result of a private address, with attempt and version, in one query; an
    attempt without one leads on to where it is finished. One client asks for them as often as
    the limit "result" says."""

    @wraps(view)
    @rate_limit("result")
    def found(request: HttpRequest, /, key: str, **parts: str) -> HttpResponse:
        attempt = attempt_at(key)
        result = result_of(attempt)
        if result is None:
            return redirect("quiz:check", attempt.key)
        return view(request, result, **parts)

    return found
