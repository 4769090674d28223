"""What an operator gives the site in files: a logo, and the text of a legal notice. Both are read
and checked once, at the start."""

import hashlib
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from careerquiz.environment import env_text, refused

MOST_LOGO_BYTES = 100_000
MOST_NOTICE_LETTERS = 10_000
LOGO = (
    "the absolute path of an SVG or PNG picture of at most 100 kB; an SVG has no scripts, links, "
    "foreign objects or document type"
)
NOTICE = (
    "an address that begins with https://, or the absolute path of a text file in UTF-8 of at most "
    "10,000 characters"
)


class Logo(NamedTuple):
    content: bytes
    kind: str  # as in Content-Type
    version: str  # names the content


def env_logo(name: str) -> Logo | None:
    """The picture that stands before the site's name; None when unset."""
    value = env_text(name)
    if not value:
        return None
    content = _read(value, MOST_LOGO_BYTES)
    kind = _kind(content) if content else ""
    if not kind:
        return refused(None, name, LOGO, value)
    return Logo(content, kind, hashlib.sha256(content).hexdigest()[:12])


def env_notice(name: str) -> str:
    """The text of the legal notice, or the address of a page that has it; "" when unset."""
    value = env_text(name)
    if not value or (value.startswith("https://") and not any(map(str.isspace, value))):
        return value
    try:
        text = _read(value, 4 * MOST_NOTICE_LETTERS).decode().strip()
    except UnicodeDecodeError:
        text = ""
    is_plain = all(letter.isprintable() or letter in "\r\n\t" for letter in text)
    if not text or not is_plain or len(text) > MOST_NOTICE_LETTERS:
        return refused("", name, NOTICE, value)
    return text


def _read(path: str, most: int) -> bytes:
    """A file's content; b"" when it is not there, too large, or not named by its whole path."""
    file = Path(path)
    try:
        if not file.is_absolute() or not file.is_file() or file.stat().st_size > most:
            return b""
        return file.read_bytes()
    except OSError:
        return b""


def _kind(content: bytes) -> str:
    """What kind of picture it is, as in Content-Type; "" for any that we do not take."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if b"<!" in content.replace(b"<!--", b""):  # document types can name other files
        return ""
    try:
        root = ElementTree.fromstring(content)  # noqa: S314  # without a document type it is tame
    except (ElementTree.ParseError, ValueError):
        return ""
    is_svg = root.tag == "{http://www.w3.org/2000/svg}svg"
    return "image/svg+xml" if is_svg and all(map(_is_tame, root.iter())) else ""


def _is_tame(element: ElementTree.Element) -> bool:
    """Whether it runs nothing and fetches nothing. Links inside of the picture are fine."""
    if _local(element.tag) in ("script", "foreignobject", "iframe", "handler"):
        return False
    for name, value in element.attrib.items():
        known = _local(name)
        is_inside = value.strip().startswith(("#", "data:image/png", "data:image/jpeg"))
        if known.startswith("on") or (known in ("href", "src") and not is_inside):
            return False
    return True


def _local(name: str) -> str:
    return str(name).rpartition("}")[2].lower()
