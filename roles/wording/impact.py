"""What a draft would do to results, in sentences and rows with names. No queries."""

from dataclasses import dataclass

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.disclosure import FEWEST as FEW
from roles.domain.types import Impact
from roles.queries.lab import FEWEST, DraftImpact
from roles.wording.names import RowNames

STEPS = (1, 2, 5, 10)  # percent; FEWEST results are enough for the last
GRAVE = 0.05  # share of results with another closest role from which a tick is asked for

MOST_OF_FEW = 35  # percent up to which "1 person in so many" is near enough


@dataclass(frozen=True)
class Move:
    """Results that would get another closest role."""

    before: str
    after: str
    count: int
    share: str


@dataclass(frozen=True)
class RoleShare:
    """How many results a role leads, of 100."""

    role: str
    before: str  # "" for a role that is new
    after: str  # "" for one that is gone


@dataclass(frozen=True)
class ImpactWords:
    """All that is said of it; `is_grave` when much would change."""

    sentence: str
    moves: tuple[Move, ...]
    shares: tuple[RoleShare, ...]
    is_grave: bool


def impact_words(found: DraftImpact, names: RowNames) -> ImpactWords:
    impact = found.impact
    changed = {pair: count for pair, count in impact.from_to.items() if pair[0] != pair[1]}
    moves = (
        Move(names.role(old), names.role(new), count, percent(count / impact.sheets))
        for (old, new), count in sorted(changed.items(), key=lambda each: -each[1])
    )
    shares = (
        RoleShare(
            names.role(slug),
            *(percent(of[slug]) if slug in of else "" for of in (impact.before, impact.after)),
        )
        for slug in dict.fromkeys((*impact.before, *impact.after))
    )
    return ImpactWords(_sentence(found), tuple(moves), tuple(shares), impact.changed_share > GRAVE)


def guarded_impact_words(found: DraftImpact, names: RowNames) -> ImpactWords:
    """The same for people who may see statistics, but no single answers: nothing tells of fewer
    than a few people, nor do two figures together. Shares are rounded to steps that hold a few
    people, and who moves is shown only where every move is one of a few people or more."""
    words, impact = impact_words(found, names), found.impact
    if found.is_simulated:
        return words
    step = _step(impact)
    shares = tuple(
        RoleShare(
            names.role(slug),
            *(
                _rounded(of[slug], step) if slug in of else ""
                for of in (impact.before, impact.after)
            ),
        )
        for slug in dict.fromkeys((*impact.before, *impact.after))
    )
    are_told = all(move.count >= FEW for move in words.moves)
    said = words.sentence if are_told else _few_sentence(impact, step)
    return ImpactWords(said, words.moves if are_told else (), shares, words.is_grave)


def big_change_sentence(found: DraftImpact, names: RowNames) -> str:
    """A warning made of the same guarded figures; "" where little would change."""
    impact = found.impact
    step = 1 if found.is_simulated else _step(impact)
    moved = _whole(impact.changed_share, step)
    if moved <= 100 * GRAVE or (impact.changed < FEW and not found.is_simulated):
        return ""
    shares = {
        slug: (_whole(share, step), _whole(impact.after[slug], step))
        for slug, share in impact.before.items()
        if slug in impact.after
    }
    slug = max(shares, key=lambda slug: abs(shares[slug][1] - shares[slug][0]), default="")
    before, after = shares.get(slug, (0, 0))
    held = {"every": round(100 / moved), "moved": moved, "before": before, "after": after}
    said = _big_change(is_few=moved <= MOST_OF_FEW, has_role=before != after)
    return said % (held | {"role": names.role(slug)})


def _big_change(*, is_few: bool, has_role: bool) -> str:
    if not has_role:
        return _(
            "This is a big change: about %(moved)s of 100 people would get another closest role. "
            "Consider an experiment after publishing."
        )
    if is_few:
        return _(
            "This is a big change: about 1 person in %(every)s would get another closest role, and "
            "%(role)s would come first for %(after)s of 100 instead of %(before)s. Consider an "
            "experiment after publishing."
        )
    return _(
        "This is a big change: about %(moved)s of 100 people would get another closest role, and "
        "%(role)s would come first for %(after)s of 100 instead of %(before)s. Consider an "
        "experiment after publishing."
    )


def _step(impact: Impact) -> int:
    """In percent: so many hold a few people."""
    return next(step for step in STEPS if step * impact.sheets >= 100 * FEW)


def _whole(share: float, step: int) -> int:
    """In percent, to the nearest step."""
    return step * round(100 * share / step)


def _rounded(share: float, step: int) -> str:
    return _("%s\u00a0%%") % _whole(share, step)


def _few_sentence(impact: Impact, step: int) -> str:
    words = {
        "count": floatformat(impact.sheets, "0g"),
        "share": _rounded(impact.changed_share, step),
        "few": FEW,
    }
    if impact.changed < FEW:
        return (
            _("Of the last %(count)s results fewer than %(few)s would get another closest role.")
            % words
        )
    return (
        _(
            "Of the last %(count)s results about %(share)s would get another closest role. Who "
            "moves where isn't shown: some groups are smaller than %(few)s."
        )
        % words
    )


def percent(share: float) -> str:
    """A share from 0 to 1, such as "4.1 %"."""
    return _("%s\u00a0%%") % floatformat(100 * share, 1)


def _sentence(found: DraftImpact) -> str:
    impact = found.impact
    words = {
        "count": floatformat(impact.sheets, "0g"),
        "share": percent(impact.changed_share),
        "fewest": FEWEST,
    }
    if found.is_simulated:
        said = _(
            "Simulated, as there are fewer than %(fewest)s results: of %(count)s made-up people "
            "%(share)s would get another closest role. Half of them are typical of the roles "
            "that are live, half of the roles in the draft."
        )
    else:
        said = ngettext(
            "Of the last result %(share)s would get another closest role.",
            "Of the last %(count)s results %(share)s would get another closest role.",
            impact.sheets,
        )
    return said % words
