"""Addresses for others: links to hand on, what search engines are told, what chats made of them."""

import re
import unicodedata
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix

from roles.models.quiz import TOKEN_FORM
from roles.web.tickets import TICKET_FORM

KEY_FORM = rf"{TICKET_FORM}|{TOKEN_FORM}"
# Addresses that people keep and hand on, all but their last slash.
KEPT = (
    rf"/shared/{TOKEN_FORM}|/quiz/(?:{KEY_FORM})/(?:[0-9]+|check|days)"
    rf"|/results/(?:{KEY_FORM})(?:/(?:[a-z]+|{TOKEN_FORM})){{0,3}}"
)
# Whatever chats and sentences add begins with no letter or digit, nor with a dot or dash inside a
# word: so no other address is taken for one with a tail.
TAIL = r"(?![A-Za-z0-9])(?:/?|//+|/*(?![._-][A-Za-z0-9])[^A-Za-z0-9/].*)"
WITH_TAIL = re.compile(rf"({KEPT}){TAIL}", re.DOTALL)


def origin_of(request: HttpRequest) -> str:
    """Scheme and host: the site's configured name where it has one, else the one asked for."""
    configured: str = settings.SITE_ORIGIN
    return configured or f"{request.scheme}://{request.get_host()}"


def absolute(request: HttpRequest, path: str) -> str:
    """A path as a whole address."""
    return f"{origin_of(request)}{path}"


def without_tail(request: HttpRequest) -> str | None:
    """The private or public address that was asked for with something added at its end, such as
    `.`, `)` or `&fbclid=...`, with invisible letters in it, or quoted twice. None for any other.

    Whether it opens anything is not looked up: known and unknown tokens are treated alike.
    """
    mounted = f"/{settings.SITE_PATH}".rstrip("/")
    path = request.path_info.removeprefix(mounted)
    visible = "".join(letter for letter in unquote(path) if unicodedata.category(letter) != "Cf")
    match = WITH_TAIL.fullmatch(visible)
    if match is None or path in (match[1], f"{match[1]}/"):
        return None
    return f"{get_script_prefix().rstrip('/')}{mounted}{match[1]}/"
