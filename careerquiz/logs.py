"""Log lines without secrets: who reads the logs must not be able to open anybody's attempt."""

import logging
import re

MASK = "[private]"

SLASH = "(?:/|%(?:25)*2[Ff])"  # also as it stands in a quoted address, and in one quoted twice
REST = rf"(?:(?!{SLASH})[^\s?#&\"'])"  # a character of this part of an address
TOKEN = "[A-Za-z0-9_-]{22}"  # noqa: S105  # the form of one
# Pages and templates of ours, such as "resume" and "check.html"; no token is that short.
WORD = rf"[a-z_.-]{{1,15}}(?!{REST})"

SECRETS = (
    # What follows the rooms in which a token opens something, whatever stands there.
    re.compile(
        rf"((?:(?<![\w-])|{SLASH})(?i:quiz|results|shared){SLASH}+)"
        rf"(?:[\s\"']*(?={TOKEN}))?(?!{WORD}){REST}+"
    ),
    # A token in an address that leads nowhere: it was mistyped, but the token is a real one.
    re.compile(rf"({SLASH})(?=[\w-]{{0,21}}[A-Z]){TOKEN}(?![\w-]){REST}*"),
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


class PrivateFormatter(logging.Formatter):
    """Masks the finished text of a record: message, arguments and traceback alike."""

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))
