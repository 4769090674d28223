"""Log lines without secrets: who reads the logs must not be able to open anybody's attempt.

Standard library only: gunicorn reads it before the app.
"""

import json
import logging
import re
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

MASK = "[private]"

SLASH = "(?:/|%(?:25)*2[Ff])"  # also as it stands in a quoted address, and in one quoted twice
REST = rf"(?:(?!{SLASH})[^\s?#&\"'])"  # a character of this part of an address
TOKEN = "[A-Za-z0-9_-]{22}"  # noqa: S105  # the form of one
# Pages and templates of ours, such as "resume" and "check.html"; no token is that short.
WORD = rf"[a-z_.-]{{1,15}}(?!{REST})"

SECRETS = (
    # What follows the rooms in which a token opens something, whatever stands there.
    re.compile(
        rf"((?:(?<![\w-])|{SLASH})(?i:quiz|results|shared?){SLASH}+)"
        rf"(?:[\s\"']*(?={TOKEN}))?(?!{WORD}){REST}+"
    ),
    # A token in an address that leads nowhere: mistyped, perhaps with more letters behind it,
    # but it is a real one.
    re.compile(rf"({SLASH})(?=[\w-]{{0,21}}[A-Z]){TOKEN}{REST}*"),
    # A link with which staff set a new password. Short words are pages of ours.
    re.compile(rf"(password-reset{SLASH}[A-Za-z0-9_-]+{SLASH})(?!set-password){REST}+"),
    # PostgreSQL's words for a duplicate, and for a row that a constraint refuses.
    re.compile(r"(Key \([^)]*\btoken\b[^)]*\)=\()[^)]*"),
    re.compile(r"(Failing row contains \().*(?=\))"),
)


def mask(text: str) -> str:
    """The text with every private token in an address, or in a database's message, blotted out."""
    for secret in SECRETS:
        text = secret.sub(rf"\1{MASK}", text)
    return text


@dataclass
class RequestContext:
    """What lines that are written while a request is answered say of it."""

    request_id: str
    view: str = ""  # its name, once it is found


request_context: ContextVar[RequestContext | None] = ContextVar("request_context", default=None)


def context_of(record: logging.LogRecord) -> RequestContext | None:
    """Of the request that a line is about. Django writes some when it has left the middleware, but
    says which request it means."""
    request = getattr(record, "request", None)
    return getattr(request, "log_context", None) or request_context.get()


class OneLine(logging.Filter):
    """What was refused is worth a line, and not the traceback that Django adds: nothing of ours is
    broken, and scanners send such requests all day long."""

    def filter(self, record: logging.LogRecord) -> bool:
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.exc_info = record.exc_text = None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


class PrivateFormatter(logging.Formatter):
    """Masks the finished text of a record: message, arguments and traceback alike."""

    def format(self, record: logging.LogRecord) -> str:
        context = context_of(record)
        record.request_id = context.request_id if context else "-"
        return mask(super().format(record))


class JsonFormatter(PrivateFormatter):
    """One JSON object a line, masked as well. It names the view instead of the address."""

    def format(self, record: logging.LogRecord) -> str:
        context = context_of(record)
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": mask(_without_address(record, context)),
            "request_id": context and context.request_id,
            "view": context and context.view,
            "method": getattr(record, "method", None),
            "status": getattr(record, "status_code", None),
            "duration_ms": getattr(record, "duration_ms", None),
        }
        if record.exc_info:
            line["traceback"] = mask(self.formatException(record.exc_info))
        if record.stack_info:
            line["stack"] = mask(self.formatStack(record.stack_info))
        return json.dumps({key: value for key, value in line.items() if value not in (None, "")})


def _without_address(record: logging.LogRecord, context: RequestContext | None) -> str:
    """The message. Where Django puts the address that was asked for stands the view's name."""
    path = getattr(getattr(record, "request", None), "path", None)
    if path and isinstance(record.args, tuple):
        view = (context and context.view) or "no page of ours"
        return str(record.msg) % tuple(view if part == path else part for part in record.args)
    return record.getMessage()


def logging_config(log_format: str) -> dict[str, Any]:
    """What logging.config.dictConfig takes, for the app and for gunicorn: all goes to stderr.

    Args:
        log_format: "json"; anything else gives lines of text.
    """
    text = {
        "()": "careerquiz.logs.PrivateFormatter",
        "format": "{asctime} {request_id} {levelname} {name}: {message}",
        "style": "{",
    }
    formatter = {"()": "careerquiz.logs.JsonFormatter"} if log_format == "json" else text
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"private": formatter},
        "filters": {"one_line": {"()": "careerquiz.logs.OneLine"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "private",
                "filters": ["one_line"],
            }
        },
        "root": {"level": "WARNING", "handlers": ["console"]},
        "loggers": {
            # Without the handlers that Django gives them, which mask nothing: the root's is enough.
            "django": {"level": "INFO", "handlers": []},
            "django.server": {"handlers": [], "propagate": True},
            # gunicorn gives it one of its own if it has none.
            "gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False},
            "careerquiz": {"level": "INFO"},
            "roles.web.sign_in_log": {"level": "INFO"},
        },
    }
