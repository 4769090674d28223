"""The sources that a page names, numbered. No queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from roles.content.schema import ContentDocument
from roles.content.sources import Point, SourceDocument

# Pages say once that what names no source is our view; what this site does itself needs none.
UNNUMBERED = ("view", "own")


@dataclass(frozen=True)
class References:
    """The sources of a page, each once, in the order in which it first names them."""

    sources: tuple[SourceDocument, ...] = ()

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {source.slug: number for number, source in enumerate(self.sources, start=1)}

    def number(self, slug: str) -> int | None:
        """Of a source, from 1; None of one that has no number, such as our view."""
        return self._numbers.get(slug)


def references(careers: ContentDocument, slugs: Iterable[str]) -> References:
    """The sources of these slugs, numbered in the order in which they first come."""
    named = (careers.sources_by_slug[slug] for slug in dict.fromkeys(slugs))
    return References(tuple(source for source in named if source.kind not in UNNUMBERED))


def sources_of(points: Iterable[Point]) -> Iterator[str]:
    """Their slugs, one for each point."""
    return (point.source for point in points)
