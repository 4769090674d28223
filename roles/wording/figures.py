"""The measured figures of a catalog in words, for the command line. No queries."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from roles.domain.measurement import Estimate, Figures, Recognition
from roles.domain.types import Catalog


def figures_report(figures: Figures, catalog: Catalog) -> str:
    """All figures, each with its standard error, in blocks with a heading."""
    names = {role.slug: role.name for role in catalog.roles}
    return "\n".join((*_lines(figures, names), _("Standard errors in brackets.")))


def _lines(figures: Figures, names: Mapping[str, str]) -> Iterator[str]:
    yield from _recognition(_("Typical people"), figures.cold, names)
    yield from _recognition(_("Those with strong preferences"), figures.cold_strong, {})
    yield from _recognition(_("Typical people, once calibrated"), figures.calibrated, names)
    yield from _recognition(
        _("Those with strong preferences, once calibrated"), figures.calibrated_strong, {}
    )
    if figures.jobs:
        yield from _recognition(
            _("People who answer by what each statement means for their job"), figures.jobs, names
        )
        yield from _taken_for(figures.jobs, names)
    yield _("What a stated probability is worth: error, stated, comes again")
    for name, reliability in figures.reliability.items():
        estimates = (reliability.error, reliability.stated, reliability.repeats)
        yield _row(habit_name(name), *map(_share, estimates))
    yield _("People who do not read and are told a clear result")
    for name, clear in figures.clickers.items():
        yield _row(_clicker_name(name), _share(clear))


def _recognition(heading: str, of: Recognition, names: Mapping[str, str]) -> Iterator[str]:
    yield heading
    yield _row(_("statements asked"), _number(of.asked, 1))
    yield _row(_("same role as after all statements"), _share(of.agrees))
    yield _row(_("told a clear result"), _share(of.clear))
    yield _row(_("right role first"), _share(of.first))
    yield _row(_("right role among the first two"), _share(of.among_two))
    yield _row(_("right role first, with the second step"), _share(of.first_with_days))
    for slug, name in names.items():
        yield _row(f"  {name}", _share(of.by_role[slug]), _share(of.by_role_with_days[slug]))


def _taken_for(of: Recognition, names: Mapping[str, str]) -> Iterator[str]:
    yield _("Who is taken for whom")
    for slug, row in of.taken_for.items():
        for other, share in row.items():
            if other != slug:
                pair = _("%(role)s taken for %(other)s")
                yield _row(pair % {"role": names[slug], "other": names[other]}, _share(share))


def _row(name: str, *figures: str) -> str:
    return f"  {name:<52}{'  '.join(figures)}"


def _share(estimate: Estimate) -> str:
    return _number(estimate, 3)


def _number(estimate: Estimate, digits: int) -> str:
    return f"{estimate.value:.{digits}f} ({estimate.error:.{digits + 1}f})"


def habit_name(code: str) -> str:
    return {
        "typical": _("typical people"),
        "bold": _("people who tick boldly"),
        "cautious": _("people who tick cautiously"),
        "three_point": _("people who use 2 to 4 only"),
        "no_role": _("people with no role"),
    }[code]


def _clicker_name(code: str) -> str:
    return {
        "random": _("at random, a second a statement"),
        "random_slow": _("at random, taking their time"),
        "ends": _("1 or 5 at random"),
        "alternating": _("two answers in turn"),
    }[code]
