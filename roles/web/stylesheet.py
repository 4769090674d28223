"""The style sheets of a page as one file, so that it is two requests, or three with a script."""

import gzip
import hashlib
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

# In this order: what is the same everywhere first, then the rooms, then what paper leaves out.
_EVERYWHERE = ("tokens", "base", "components", "forms")
SHEETS = {
    "site": (*_EVERYWHERE, "pages", "careers", "comparison", "method", "routes", "print"),
    "quiz": (*_EVERYWHERE, "quiz", "results", "share", "print"),
}


class Stylesheet(NamedTuple):
    text: str
    version: str  # changes with the text


def static_file(name: str) -> Path:
    """Where a file of static/ lies, collected or not."""
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return Path(found)


def stylesheet_of(name: str) -> Stylesheet:
    """One of SHEETS in one; read once per process, or each time while developing (DEBUG)."""
    return _read_sheets(name) if settings.DEBUG else _kept_sheets(name)


def _read_sheets(name: str) -> Stylesheet:
    files = [static_file(f"css/{sheet}.css") for sheet in SHEETS[name]]
    text = "\n".join(file.read_text("utf-8") for file in files)
    text = re.sub(r"/\*.*?\*/\s*", "", text, flags=re.DOTALL)  # a quarter of it is comments
    # Compressed, a twelfth of the rest is space.
    text = re.sub(r"\s*([{};])\s*|\s+", lambda found: found[1] or " ", text)
    # It does not stand beside the sheets, and collected files have names of their own.
    text = re.sub(r'url\("\.\./([^"]+)"\)', lambda found: f'url("{static(found[1])}")', text)
    return Stylesheet(text, hashlib.sha256(text.encode()).hexdigest()[:12])


_kept_sheets = cache(_read_sheets)

ENCODINGS = ("br", "gzip")  # the smaller one first


@lru_cache(maxsize=8)  # the sheets of today in both
def compressed(text: str, encoding: str) -> bytes:
    """A sheet in one of ENCODINGS, as small as it gets: that is done once per process."""
    if encoding == "br":
        packed: bytes = brotli.compress(text.encode(), mode=brotli.MODE_TEXT, quality=11)
        return packed
    return gzip.compress(text.encode(), mtime=0)
