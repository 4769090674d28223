"""What somebody typed into a form of the admin while signed out, kept until they sign in again.

It travels signed and packed in the sign-in page itself, never in an address, and only the browser
that sent it can bring it back. After signing in it waits in the new session for the form's page to
be opened, which shows it and saves nothing.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, QueryDict

FIELD = "_kept"  # the control in the sign-in form
SESSION = "kept_typing"
LONGEST = 400_000  # letters, packed
NOT_KEPT = ("csrfmiddlewaretoken", FIELD)


@dataclass(frozen=True)
class Kept:
    path: str  # of the page where the form stands
    fields: list[tuple[str, list[str]]] | None  # None when it cannot be shown again


def pack(request: HttpRequest, path: str, *, with_fields: bool) -> tuple[str, bool]:
    """What was sent, for the sign-in page, and whether that holds the fields. Without passwords,
    and without what is too long.

    Args:
        path: where to go after signing in.
        with_fields: whether that page can show what was sent.
    """
    fields = [
        (name, values)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT and "password" not in name
    ]
    packed = _sign(request, [path, fields if with_fields else None])
    if len(packed) <= LONGEST:
        return packed, with_fields
    return _sign(request, [path, None]), False


def unpack(request: HttpRequest) -> Kept | None:
    """What a sign-in form brings; None for nothing, or nothing of this browser."""
    try:
        path, fields = signing.loads(
            request.POST.get(FIELD, ""), salt=_salt(request), max_age=settings.SESSION_COOKIE_AGE
        )
    except signing.BadSignature:
        return None
    return Kept(path, fields)


def put(request: HttpRequest, kept: Kept) -> None:
    """Into the session of whoever has just signed in."""
    request.session[SESSION] = [kept.path, kept.fields]


def take(request: HttpRequest) -> QueryDict | None:
    """What was typed into the form of this very page, once."""
    held: Any = request.session.get(SESSION) if request.method == "GET" else None
    if not held or held[0] != request.get_full_path():
        return None
    del request.session[SESSION]
    data = QueryDict(mutable=True)
    for name, values in held[1]:
        data.setlist(name, values)
    return data


def _sign(request: HttpRequest, held: list[Any]) -> str:
    return signing.dumps(held, salt=_salt(request), compress=True)


def _salt(request: HttpRequest) -> str:
    """Of this browser only: it alone holds the secret of its forms."""
    return f"roles.kept_typing.{request.META.get('CSRF_COOKIE', '')}"
