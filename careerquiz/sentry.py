"""Reports of errors to a Sentry server, for installations that name one in SENTRY_DSN.

A report says what broke, where in the code, in which view and request. Nothing else leaves: no
address that was asked for, form, cookie, header, client, database row or variable of a function.
"""

from typing import TYPE_CHECKING, Any, cast

import sentry_sdk
from sentry_sdk.transport import Transport

from careerquiz.logs import context_of, mask, request_context
from careerquiz.version import app_version

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

# What is kept of an event. Its other parts, such as request, user, extra, breadcrumbs and contexts,
# may hold what is private.
KEPT = (
    *("event_id", "timestamp", "platform", "level", "logger", "release", "environment", "sdk"),
    *("message", "logentry", "exception", "modules"),
)


def start_sentry(
    dsn: str, *, environment: str, transport: type[Transport] | Transport | None = None
) -> None:
    """Has every line of the log from ERROR on, and whatever ends the program, reported.

    Args:
        dsn: where to, with the key.
        transport: what sends; in tests, something that does not.
    """
    sentry_sdk.init(
        dsn=dsn,
        environment=environment,
        release=f"careerquiz@{app_version()}",
        transport=transport,
        before_send=private_event,
        server_name="",  # it may be somebody's
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_enabling_integrations=False,  # Django's adds the request; the log says enough
        auto_session_tracking=False,
    )


def private_event(event: "Event", hint: "Hint") -> "Event":
    """What may leave of an event, masked as the log is. Called by the SDK for each."""
    record = hint.get("log_record")
    context = context_of(record) if record else request_context.get()
    parts = cast("dict[str, Any]", event)
    kept = {name: _masked(parts[name]) for name in KEPT if name in parts}
    if context:
        kept["tags"] = {"request_id": context.request_id, "view": context.view or "none"}
    return cast("Event", kept)


def _masked(value: Any) -> Any:  # noqa: ANN401  # any part of an event
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {key: _masked(part) for key, part in value.items() if key != "vars"}
    if isinstance(value, list | tuple):
        return [_masked(part) for part in value]
    return value
