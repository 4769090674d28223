"""The way from a friend's link through one's own quiz back to both results side by side."""

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from roles.models import Result
from roles.queries.results import friends_link
from roles.web.cookies import remembered


class Friend(NamedTuple):
    """Whose result can be seen beside one's own."""

    url: str  # the friend's public page, at the place where both stand
    name: str  # as given with the link; may be empty


def friend_of(request: HttpRequest, result: Result) -> Friend | None:
    """The link from which this browser came to the quiz, for the page of its last result, the one
    that stands beside the friend's; None for any other result, without such a link, or when it
    works no longer. One query when the browser remembers a link and this result."""
    kept = remembered(request.COOKIES)
    if not kept.friend or kept.finished[:1] != (result.attempt.token,):
        return None
    link = friends_link(kept.friend, kept.tokens, timezone.now())
    if link is None:
        return None
    return Friend(reverse("results:shared", args=[link.token]) + "#both", link.name)
