"""The one cookie of respondents: which attempts this browser has taken part in, and from whose
link it came.

It holds private tokens, so scripts cannot read it. Nothing about it is stored on our side.
"""

from collections.abc import Mapping
from typing import NamedTuple, Self

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from roles.models import Attempt, Result
from roles.models.quiz import is_token
from roles.queries.quiz import current_attempt
from roles.queries.results import results_of

MOST_FINISHED = 5
SEPARATOR = "."  # stands in no token
FRIEND = "~"  # before the token of a public link; what reads no more than attempts passes it over


class Remembered(NamedTuple):
    """Tokens of attempts, and of a public link."""

    current: str  # the last one that was gone on with; "" for none
    finished: tuple[str, ...]  # the last finished first
    friend: str = ""  # the link from which the quiz was started last; "" for none

    @property
    def tokens(self) -> list[str]:
        """All of them, each once; finished or not."""
        return list(dict.fromkeys(token for token in (*self.finished, self.current) if token))

    def gone_on(self, token: str) -> Self:
        return self._replace(current=token)

    def done(self, token: str) -> Self:
        others = [other for other in self.finished if other != token]
        return self._replace(current=token, finished=(token, *others)[:MOST_FINISHED])

    def without(self, token: str) -> Self:
        """When that was the last attempt, the link is forgotten, too."""
        current = "" if self.current == token else self.current
        finished = tuple(other for other in self.finished if other != token)
        friend = self.friend if current or finished else ""
        return self._replace(current=current, finished=finished, friend=friend)


NOTHING = Remembered("", ())


def remembered(cookies: Mapping[str, str]) -> Remembered:
    """What a browser's cookies name; whatever does not look like a token is passed over."""
    current, *others = cookies.get(settings.ATTEMPT_COOKIE_NAME, "").split(SEPARATOR)
    finished = dict.fromkeys(token for token in others if is_token(token))
    friends = (other.removeprefix(FRIEND) for other in others if other.startswith(FRIEND))
    return Remembered(
        current if is_token(current) else "",
        tuple(finished)[:MOST_FINISHED],
        next((token for token in friends if is_token(token)), ""),
    )


def attempt_in_browser(cookies: Mapping[str, str]) -> Attempt | None:
    """The attempt that a browser went on with last; None when there is none, or it is gone. One
    query when there is such a cookie."""
    token = remembered(cookies).current
    return current_attempt(token) if token else None


def earlier_results(cookies: Mapping[str, str]) -> list[Result]:
    """The results that a browser remembers, the last finished first, with their attempts and
    versions. One query when it remembers any attempt."""
    tokens = remembered(cookies).tokens
    return results_of(tokens) if tokens else []


def known_result(request: HttpRequest) -> dict[str, bool]:
    """For every template: whether this browser remembers a result. Asks no database, so that
    result may be gone."""
    return {"has_result": bool(remembered(request.COOKIES).finished)}


def last_result(cookies: Mapping[str, str]) -> Result | None:
    """The first of `earlier_results`."""
    return next(iter(earlier_results(cookies)), None)


def remember(response: HttpResponseBase, kept: Remembered) -> None:
    """Has the browser keep this from now on; for nothing, the cookie is taken out."""
    friend = [FRIEND + kept.friend] if kept.friend else []
    response.set_cookie(
        settings.ATTEMPT_COOKIE_NAME,
        SEPARATOR.join((kept.current, *kept.finished, *friend)),
        max_age=settings.ATTEMPT_COOKIE_AGE if kept != NOTHING else 0,
        path=settings.ATTEMPT_COOKIE_PATH,
        secure=settings.ATTEMPT_COOKIE_SECURE,  # also to take out one whose name begins __Host-
        httponly=True,
        samesite="Lax",
    )
