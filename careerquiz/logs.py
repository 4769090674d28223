"""Log lines without secrets: who reads the logs must not be able to open anybody's attempt."""

import logging
import re
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
    # PostgreSQL's words for a duplicate, and for a row that a constraint refuses.
    re.compile(r"(Key \([^)]*\btoken\b[^)]*\)=\()[^)]*"),
    re.compile(r"(Failing row contains \().*(?=\))"),
)


def mask(text: str) -> str:
    """The text with every private token in an address, or in a database's message, blotted out."""
    for secret in SECRETS:
        text = secret.sub(rf"\1{MASK}", text)
    return text


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
        return mask(super().format(record))


def log_config(loggers: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """How logging is configured, for the app and for the server around it: everything goes to
    stderr, masked.

    Args:
        loggers: those that the caller knows, by name.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "private": {
                "()": "careerquiz.logs.PrivateFormatter",
                "format": "{asctime} {levelname} {name}: {message}",
                "style": "{",
            },
        },
        "filters": {"one_line": {"()": "careerquiz.logs.OneLine"}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "private",
                "filters": ["one_line"],
            }
        },
        "root": {"level": "WARNING", "handlers": ["console"]},
        "loggers": loggers,
    }
