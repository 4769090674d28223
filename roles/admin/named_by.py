"""What the content's rows hold: which others they name, and their words."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from roles.models import CONTENT_ROWS, ContentRow

# By section: the keys under which other rows name a row of that one.
NAMED_BY = {"sources": ("source",), "pay": ("figure", "pay"), "titles": ("start", "comes_from")}


def namers(section: str) -> dict[str, list[ContentRow]]:
    """The rows that name each row of a section, by its slug, once for each time. Seven queries, or
    none where nothing can be named."""
    found: dict[str, list[ContentRow]] = defaultdict(list)
    keys = NAMED_BY.get(section, ())
    for table in CONTENT_ROWS if keys else ():
        for row in table.objects.all():
            for slug in texts(row.document, keys):
                found[slug].append(row)
    return found


def texts(held: object, keys: Collection[str] | None = None) -> Iterator[str]:
    """All texts and numbers in a document; only those under some keys, when such are given."""
    if isinstance(held, Mapping):
        for key, inner in held.items():
            is_asked = keys is None or key in keys
            for value in inner if isinstance(inner, list) else (inner,):
                if isinstance(value, Mapping):
                    yield from texts(value, keys)
                elif value is not None and is_asked:
                    yield str(value)
