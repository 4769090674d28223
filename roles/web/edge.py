"""What stands around the whole application, between it and the server.

Refuses requests that nobody has to read, before Django decodes anything of them, and answers with
the static error page what no other page caught.
"""

import asyncio
import errno
import io
import logging
import re
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string

from roles.web.headers import security_headers

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from _typeshed import OptExcInfo

logger = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024  # bytes: an uploaded file of 1 MB, with room for the form around it
REFUSED = "careerquiz.refused"  # the key, in a WSGI environ or an ASGI scope, of an Unread

# UTF-8 as the one charset that a Content-Type may name.
UTF_8 = re.compile(r";[ \t]*charset[ \t]*=[ \t]*(\"?)utf-?8\1[ \t]*(?=;|$)", re.IGNORECASE)

Pairs = list[tuple[str, str]]  # names and values of headers
Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApplication = Callable[[Scope, Receive, Send], Awaitable[None]]


class Unread(NamedTuple):
    """Why a request is answered without being read."""

    status: int
    reason: str  # for the log


CHARSET = Unread(400, "its charset is not UTF-8")
LENGTH = Unread(400, "its Content-Length is not one number")
NO_LENGTH = Unread(411, "it does not say how long its body is")
TOO_LARGE = Unread(413, "its body is larger than 1 MB")


def refusal(environ: Mapping[str, Any]) -> Unread | None:
    """Why a request is refused unread, by its headers; None for one that may be read.

    Args:
        environ: CONTENT_TYPE, CONTENT_LENGTH and HTTP_TRANSFER_ENCODING of WSGI, where given.
    """
    rest = UTF_8.sub("", environ.get("CONTENT_TYPE") or "").lower()
    if "charset" in rest or "*" in rest:  # parameters with a * name a charset of their own
        return CHARSET
    if environ.get("HTTP_TRANSFER_ENCODING"):
        return NO_LENGTH
    length = environ.get("CONTENT_LENGTH") or "0"
    if not re.fullmatch("[0-9]+", length):
        return LENGTH
    return TOO_LARGE if len(length) > 12 or int(length) > LARGEST_BODY else None


class Edge:
    """A WSGI application around ours."""

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application
        self.page = _server_error_page()  # now, while nothing is broken

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if refused := environ.get(REFUSED) or refusal(environ):
            empty = {"CONTENT_TYPE": "", "CONTENT_LENGTH": "", "wsgi.input": io.BytesIO()}
            environ = {**environ, **empty, REFUSED: refused}
        is_secure = environ.get("wsgi.url_scheme") == "https"

        def start(
            status: str, headers: Pairs, exc_info: "OptExcInfo | None" = None, /
        ) -> Callable[[bytes], object]:
            if status.startswith("500"):
                headers = _with_security_headers(headers, is_secure=is_secure)
            return start_response(status, headers, exc_info)

        try:
            return GuardedBody(self.application(environ, start))
        except Exception:
            logger.exception("No page caught this error")
            start("500 Internal Server Error", _page_headers(self.page), sys.exc_info())
            return [] if environ.get("REQUEST_METHOD") == "HEAD" else [self.page]


class GuardedBody:
    """The body of an answer. What goes wrong while it is sent is logged once, here."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self.chunks
        except Exception as error:
            logger.exception("An answer broke off")
            # It cannot be mended any more. Servers take this for a visitor who left, and hang up.
            raise BrokenPipeError(errno.EPIPE, "the answer broke off") from error

    def close(self) -> None:
        try:
            getattr(self.chunks, "close", bool)()
        except Exception:
            logger.exception("An answer could not be closed")


class AsyncEdge:
    """The same for ASGI."""

    def __init__(self, application: AsgiApplication) -> None:
        self.application = application
        self.page = _server_error_page()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        environ = _environ_of(scope)
        if refused := refusal(environ):
            headers = [pair for pair in scope["headers"] if not pair[0].startswith(b"content-")]
            scope = {**scope, "headers": headers, REFUSED: refused}
        if refused or "CONTENT_LENGTH" not in environ:
            receive = _no_body()
        sent: list[int] = []

        async def start(message: Message) -> None:
            sent.append(message.get("status", 0))
            if sent == [500]:
                pairs = [
                    (name.decode(), value.decode("latin-1")) for name, value in message["headers"]
                ]
                pairs = _with_security_headers(pairs, is_secure=scope.get("scheme") == "https")
                pairs = [(name.lower().encode(), value.encode("latin-1")) for name, value in pairs]
                message = {**message, "headers": pairs}
            await send(message)

        try:
            await self.application(scope, receive, start)
        except Exception:
            logger.exception("An answer broke off" if sent else "No page caught this error")
            if sent:
                raise
            headers = [(name.encode(), value.encode()) for name, value in _page_headers(self.page)]
            await start({"type": "http.response.start", "status": 500, "headers": headers})
            body = b"" if scope["method"] == "HEAD" else self.page
            await send({"type": "http.response.body", "body": body})


def _environ_of(scope: Scope) -> dict[str, str]:
    """The headers that `refusal` asks for. One that came twice is no number, and no charset."""
    names = {
        b"content-type": "CONTENT_TYPE",
        b"content-length": "CONTENT_LENGTH",
        b"transfer-encoding": "HTTP_TRANSFER_ENCODING",
    }
    environ: dict[str, str] = {}
    for name, value in scope["headers"]:
        if key := names.get(name.lower()):
            environ[key] = ",".join(filter(None, (environ.get(key), value.decode("latin-1"))))
    return environ


def _no_body() -> Receive:
    """Gives the body of a request that has none, or whose body is not to be read; then waits, as
    for the visitor to leave."""
    messages = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        return messages.pop() if messages else await asyncio.Future()

    return receive


def _server_error_page() -> bytes:
    """The file as it is, with the addresses of a site that is mounted below a path."""
    page = render_to_string("500.html")
    return page.replace('href="/', f'href="/{settings.SITE_PATH}').encode()


def _page_headers(page: bytes) -> Pairs:
    return [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Cache-Control", "no-store"),
        ("X-Robots-Tag", "noindex"),
    ]


def _with_security_headers(headers: Pairs, *, is_secure: bool) -> Pairs:
    """Those of an answer of status 500, and what it lacks: the middleware that sets them may be
    what failed."""
    names = {name.lower() for name, _ in headers}
    more = security_headers(is_secure=is_secure).items()
    return [*headers, *(pair for pair in more if pair[0].lower() not in names)]
