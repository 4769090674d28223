"""Every claim that the pages about roles make, with where it is from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from roles.content.schema import ContentDocument, RoleDocument, TitleDocument
from roles.content.sources import Point, SourceDocument

# official: a statistics office or a government. study: anything else that was published.
Kind = Literal["official", "study", "FAQ", "practice", "our view", "ours"]
KINDS: dict[str, Kind] = {"faq": "FAQ", "practice": "practice", "view": "our view", "own": "ours"}
OUR_VIEW: Kind = "our view"  # of what names no source, too: pages say so once


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a page says."""

    page: str  # its address within the site
    section: str
    text: str
    source: str  # its label; "" for none
    kind: Kind
    year: int | None  # None: undated


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a page is our view."""

    page: str
    ours: int
    all: int


def claims(content: ContentDocument) -> Iterator[Claim]:
    """All claims, page by page, in the order of the content. What a page says of another page's
    content, such as the ways into a role, is told where it belongs."""
    for role in content.roles:
        yield from _of_role(content, role)
    for comparison in content.comparisons:
        page = f"/compare/{comparison.slug}/"
        yield _claim(content, page, "answer", comparison.answer, comparison.source)
        for section in ("choose", "same", "different"):
            yield from _of_points(content, page, section, getattr(comparison, section))
    for question in content.reader_questions:
        rows = (f"{row.label}: {row.text}" for row in question.rows)
        text = " ".join((question.answer, *rows))
        yield _claim(content, "/questions-and-answers/", question.slug, text, question.source)
    titles = content.titles_by_slug
    for start in dict.fromkeys((*titles, *(step.start for step in content.routes))):
        yield from _of_start(content, start, titles.get(start))


def shares(found: Iterable[Claim]) -> list[Share]:
    """How much of each page is our view, in the order in which the pages come first."""
    kinds: dict[str, list[Kind]] = {}
    for claim in found:
        kinds.setdefault(claim.page, []).append(claim.kind)
    return [Share(page, held.count(OUR_VIEW), len(held)) for page, held in kinds.items()]


def kind_of(source: SourceDocument) -> Kind:
    if source.kind == "published":
        return "official" if source.is_official else "study"
    return KINDS[source.kind]


def _of_role(content: ContentDocument, role: RoleDocument) -> Iterator[Claim]:
    page = f"/roles/{role.slug}/"
    if role.decides:
        yield _claim(content, page, "decides", role.decides)
    nearest = content.pay_by_slug[role.pay[0].figure].source if role.pay else ""
    if role.pay_line:
        yield _claim(content, page, "pay_line", role.pay_line, nearest)
    for section in type(role).model_fields:
        held = getattr(role, section)
        if section == "pay_note":
            yield _claim(content, page, section, role.pay_note)
        elif section == "pay":
            for shown in role.pay:
                yield _of_pay(content, page, shown.figure, shown.note)
        elif isinstance(held, tuple):
            yield from _of_points(content, page, section, held)


def _of_start(content: ContentDocument, start: str, title: TitleDocument | None) -> Iterator[Claim]:
    page = f"/routes/{start}/"
    for area, change in title.changes.items() if title else ():
        yield _claim(content, page, f"changes: {area}", change)
    if title and title.pay:
        yield _of_pay(content, page, title.pay, title.note)
    elif title and title.note:
        yield _claim(content, page, "note", title.note)
    for step in content.routes:
        if step.start == start:
            text = f"{step.text} {step.shift}".strip()
            yield _claim(content, page, f"to {step.goal}", text, step.source)


def _of_points(
    content: ContentDocument, page: str, section: str, points: Iterable[object]
) -> Iterator[Claim]:
    for point in points:
        if isinstance(point, Point):
            said = [part for part in (point.label, point.span, point.text) if part]
            yield _claim(content, page, section, ": ".join(said), point.source)


def _of_pay(content: ContentDocument, page: str, slug: str, note: str) -> Claim:
    """A figure with what it hides."""
    figure = content.pay_by_slug[slug]
    amounts = {"low": figure.low, "middle": figure.middle, "high": figure.high}
    told = (f"{name} {amount:,}" for name, amount in amounts.items() if amount is not None)
    text = f"{figure.group}, {figure.country}, {figure.currency}: {', '.join(told)}. {note}"
    return _claim(content, page, "pay", text.strip(), figure.source)


def _claim(content: ContentDocument, page: str, section: str, text: str, slug: str = "") -> Claim:
    if not slug:
        return Claim(page, section, text, "", OUR_VIEW, None)
    source = content.sources_by_slug[slug]
    return Claim(page, section, text, source.label, kind_of(source), source.year)
