"""Checks of a catalog's texts, days and settings before it is published: for most rules what
crosses its limit, or one check that passes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from roles.domain.check_limits import judge
from roles.domain.personas import ideal_sheet
from roles.domain.reading import grade
from roles.domain.scoring import score
from roles.domain.symbols import free_symbols
from roles.domain.texts import has_letter, hidden, look
from roles.domain.types import Catalog, Check, Limit

JOINING = {"and", "or", "not"}  # of English, as the statements are
# Of English too: words of grammar, which two statements may well have in common.
SMALL_WORDS = {
    *("a", "an", "another", "any", "be", "before", "by", "can", "do"),
    *("for", "from", "has", "have", "how", "in", "into", "is", "it"),
    *("its", "must", "of", "off", "on", "one", "out", "over", "should"),
    *("so", "that", "the", "their", "them", "they", "this", "to", "up"),
    *("what", "when", "which", "who", "with"),
}
ABOVE_EVEN = 0.2  # how far the limit for no direction may lie above an even share of the roles

Texts = Sequence[tuple[str, str]]  # slug and text of each row


# --- texts


def text_checks(catalog: Catalog) -> Iterator[Check]:
    """ "texts.twins", rows of one kind that read the same; "texts.hidden", invisible characters in
    any text; "texts.letters", names and statements without a letter; "texts.shapes", roles with
    one shape while another is free. Then, of statements: "texts.long", in words, "texts.joined",
    with words that ask two things or say no, "texts.grade", how hard they are to read, in years of
    school, "texts.alike", the share of words two have in common, words of grammar left out, 0 to
    1."""
    statements = [(row.slug, row.text) for row in catalog.active_questions]
    roles = [(row.slug, row.name) for row in catalog.roles]
    dimensions = [(row.slug, row.name) for row in catalog.dimensions]
    areas = [(row.slug, row.name) for row in catalog.areas]
    days = [(day.slug, day.text) for role in catalog.roles for day in role.days]
    sections = (areas, roles, dimensions, statements, days)
    yield from _noted("texts.twins", (each for rows in sections for each in _twins(rows)))
    yield from _noted("texts.hidden", (_hidden(*row) for row in _all_texts(catalog)))
    yield from _noted("texts.letters", (_letters(*row) for rows in sections for row in rows))
    yield from _noted("texts.shapes", _shapes(catalog))
    yield from _noted("texts.long", (_length(*row) for row in statements))
    yield from _noted("texts.grade", (_grade(*row) for row in statements))
    yield from _noted("texts.joined", (_joined(*row) for row in statements))
    yield from _noted("texts.alike", _alike(statements))


def statement_problems(statements: Texts) -> list[Check]:
    """What the same checks note about statements alone, without a whole catalog. Of twins that
    share all their words it says the first."""
    each = (_hidden, _letters, _length, _grade, _joined)
    twins = list(_twins(statements))
    same = {slug: check.about for check in twins for slug in check.about}
    alike = (check for check in _alike(statements) if check.about[1] not in same[check.about[0]])
    checks = (*twins, *(check(*row) for row in statements for check in each), *alike)
    return [check for check in checks if check.verdict != "pass"]


def _noted(code: str, checks: Iterable[Check]) -> Iterator[Check]:
    noted = [check for check in checks if check.verdict != "pass"]
    yield from noted or [judge(code, (), 0)]


def _all_texts(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for area in catalog.areas:
        yield from ((area.slug, text) for text in (area.name, area.description))
    for row in catalog.dimensions:
        yield from ((row.slug, text) for text in (row.name, row.description, row.low, row.high))
    for role in catalog.roles:
        yield from ((role.slug, text) for text in (role.name, role.summary, *role.reasons.values()))
        yield from ((day.slug, day.text) for day in role.days)
    yield from ((question.slug, question.text) for question in catalog.questions)


def _twins(rows: Texts) -> Iterator[Check]:
    groups = defaultdict(list)
    for slug, text in rows:
        groups[look(text)].append(slug)
    for slugs in groups.values():
        yield judge("texts.twins", tuple(slugs), len(slugs) - 1, detail=", ".join(slugs))


def _hidden(slug: str, text: str) -> Check:
    found = hidden(text)
    return judge("texts.hidden", (slug,), len(found), detail="; ".join(map(str, found)))


def _letters(slug: str, text: str) -> Check:
    return judge("texts.letters", (slug,), not has_letter(text))


def _shapes(catalog: Catalog) -> Iterator[Check]:
    groups = defaultdict(list)
    for role in catalog.roles:
        groups[role.symbol].append(role.slug)
    if free_symbols(groups):  # with more roles than shapes some must share one
        for symbol, slugs in groups.items():
            yield judge("texts.shapes", tuple(slugs), len(slugs) - 1, detail=symbol)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", look(text))


def _length(slug: str, text: str) -> Check:
    return judge("texts.long", (slug,), len(text.split()))


def _grade(slug: str, text: str) -> Check:
    return judge("texts.grade", (slug,), grade([text]))


def _joined(slug: str, text: str) -> Check:
    found = [word for word in _words(text) if word in JOINING]
    return judge("texts.joined", (slug,), len(found), detail=", ".join(found))


def _alike(statements: Texts) -> Iterator[Check]:
    """For each two, of the words of the one that has fewer."""
    rows = [(slug, set(_words(text)) - SMALL_WORDS) for slug, text in statements]
    for (one, words), (other, others) in combinations(rows, 2):
        shared = len(words & others) / (min(len(words), len(others)) or 1)
        yield judge("texts.alike", (one, other), shared)


# --- days


def day_checks(catalog: Catalog) -> Iterator[Check]:
    """ "days", how many each role has, and "days.lengths", the length of the shortest of all over
    that of the longest, 0 to 1. None where there is no second step."""
    pairs = catalog.settings.day_pairs
    if not pairs:
        return
    for role in catalog.roles:
        yield judge("days", (role.slug,), len(role.days), (Limit("fail", "<", pairs),))
    lengths = {day.slug: len(day.text) for role in catalog.roles for day in role.days}
    if lengths:
        shortest, longest = (find(lengths, key=lengths.__getitem__) for find in (min, max))
        about = (shortest, longest) if shortest != longest else ()
        yield judge("days.lengths", about, lengths[shortest] / lengths[longest])


# --- settings


def setting_checks(catalog: Catalog, neutral_with_direction: float) -> Iterator[Check]:
    """ "settings.minimum_answers", "settings.no_direction_below" and "settings.stop_probability",
    each as it is set; "settings.ideal", how many roles' own ideal sheets get no direction;
    "settings.neutral", the share of neutral sheets that get none, 0 to 1."""
    settings = catalog.settings
    most = len(catalog.active_questions)
    highest = min(1 / len(catalog.roles) + ABOVE_EVEN, settings.clear_from)
    lost = [role.slug for role in catalog.roles if _is_lost(catalog, role.slug)]
    yield judge(
        "settings.minimum_answers", (), settings.minimum_answers, (Limit("fail", ">", most),)
    )
    yield judge(
        "settings.no_direction_below",
        (),
        settings.no_direction_below,
        (Limit("fail", ">", highest),),
    )
    yield judge("settings.stop_probability", (), settings.stop_probability)
    yield judge("settings.ideal", tuple(lost), len(lost))
    yield judge("settings.neutral", (), 1 - neutral_with_direction)


def _is_lost(catalog: Catalog, role_slug: str) -> bool:
    return score(catalog, ideal_sheet(catalog, role_slug)).certainty == "no_direction"
