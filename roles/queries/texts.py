"""The words that documents of the draft hold."""

from collections.abc import Collection, Iterator, Mapping


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


# What stands under these keys are short names of rows and kinds: nobody wrote them to be read.
UNREAD = ("slug", "source", "figure", "pay", "start", "goal", "kind", "topic", "currency", "as_of")


def sentences(document: Mapping[str, object]) -> Iterator[str]:
    """The texts of a document that readers see."""
    for key, held in document.items():
        if isinstance(held, str) and key not in UNREAD:
            yield held
        for inner in held if isinstance(held, list) else [held]:
            if isinstance(inner, Mapping):
                yield from sentences(inner)
