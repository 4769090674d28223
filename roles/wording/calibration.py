"""What real answers propose for a draft, in sentences, for the admin and the command line.

No queries. Nothing here tells of fewer than FEWEST people.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.calibration import ANSWERS_NEEDED, Agreement
from roles.domain.disclosure import FEWEST
from roles.domain.estimation import CAUTION, SHEETS_NEEDED, SettingEstimate
from roles.domain.learning import PARTS, Learnt, Part
from roles.domain.types import Catalog
from roles.wording.numbers import decimals, figure, grouped, percentage

REASON = 100  # characters


@dataclass(frozen=True)
class LearntSetting:
    """One setting, as it is and as the sheets have it."""

    name: str
    before: str
    value: str  # "" while there are too few sheets
    error: str  # "" likewise, and where it has none
    gain: str  # "" likewise
    finding: str  # a sentence


@dataclass(frozen=True)
class BaselineRow:
    """One statement."""

    text: str
    before: str
    value: str
    error: str
    answers: str


@dataclass(frozen=True)
class ReliabilityRow:
    """People who were told much the same."""

    people: str
    stated: str
    repeated: str


@dataclass(frozen=True)
class PartChoice:
    """A part that can be put into the draft."""

    part: Part
    label: str
    is_chosen: bool


def part_name(part: Part) -> str:
    return {
        "baselines": _("Baselines"),
        "contrast": _("Contrast"),
        "scale": _("Evening out bold and cautious answers"),
        "temperature": _("Temperature"),
    }[part]


def part_choices(learnt: Learnt, chosen: Collection[Part]) -> list[PartChoice]:
    return [PartChoice(part, part_name(part), part in chosen) for part in learnt.proposed]


def put_reason(parts: Collection[Part]) -> str:
    """For the history of the rows written, which has room for so much."""
    return (_("learned from answers: %(parts)s") % {"parts": _named(parts)})[:REASON]


def put_sentence(parts: Collection[Part]) -> str:
    return _(
        "Put into the draft: %(parts)s. Nothing public changes until somebody publishes it."
    ) % {"parts": _named(parts)}


def looked_at_sentence(parts: Collection[Part]) -> str:
    return _("What these would do: %(parts)s") % {"parts": _named(parts)}


def _named(parts: Collection[Part]) -> str:
    return ", ".join(map(part_name, parts))


# --- what there is to learn from


def sheets_sentence(learnt: Learnt) -> str:
    if learnt.sheets < FEWEST:
        return _(
            "There are too few complete answer sheets to learn from: fewer than %(few)s of the "
            "people picked to get every statement have finished."
        ) % {"few": FEWEST}
    return _(
        "Learned from %(count)s complete answer sheets of people picked to get every statement, "
        "and from everybody's first page. Careless sheets are left out, and so are answers to "
        "statements that have been reworded."
    ) % {"count": grouped(learnt.sheets)}


def baselines_sentence(learnt: Learnt) -> str:
    """How far baselines move, or how many answers more it takes."""
    if learnt.fewest >= ANSWERS_NEEDED:
        moves = [abs(row.value - row.before) for row in learnt.baselines]
        return _(
            "Every statement has enough answers. On average, baselines move by %(mean)s points; "
            "the quiz would then count as calibrated, and stop a little sooner."
        ) % {"mean": decimals(sum(moves) / len(moves), 2)}
    words = {
        "count": len(learnt.baselines),
        "needed": ANSWERS_NEEDED,
        "more": ANSWERS_NEEDED - learnt.fewest,
        "fewest": learnt.fewest,
        "few": FEWEST,
    }
    return (_some_baselines(learnt) if learnt.baselines else _no_baselines(learnt)) % words


def _some_baselines(learnt: Learnt) -> str:
    if learnt.fewest < FEWEST:
        return ngettext(
            "%(count)s statement has the %(needed)s answers that a baseline takes. Others have "
            "fewer than %(few)s.",
            "%(count)s statements have the %(needed)s answers that a baseline takes. Others have "
            "fewer than %(few)s.",
            len(learnt.baselines),
        )
    return ngettext(
        "%(count)s statement has the %(needed)s answers that a baseline takes. The one with fewest "
        "needs %(more)s more.",
        "%(count)s statements have the %(needed)s answers that a baseline takes. The one with "
        "fewest needs %(more)s more.",
        len(learnt.baselines),
    )


def _no_baselines(learnt: Learnt) -> str:
    if learnt.fewest < FEWEST:
        return _(
            "A baseline takes %(needed)s answers. Some statements have fewer than %(few)s so far."
        )
    return _(
        "A baseline takes %(needed)s answers. The statement with fewest has %(fewest)s, so it "
        "needs %(more)s more."
    )


def baseline_rows(learnt: Learnt, catalog: Catalog, proposed: Catalog) -> list[BaselineRow]:
    """
    Args:
        proposed: the catalog with what is chosen: baselines depend on the contrast.
    """
    rows = []
    for found in learnt.baselines:
        before, after = (of.questions_by_slug[found.question] for of in (catalog, proposed))
        is_chosen = proposed.questions != catalog.questions
        rows.append(
            BaselineRow(
                text=before.text,
                before=decimals(found.before, 2),
                value=decimals(after.baseline if is_chosen else found.value, 2),
                error=decimals(found.error, 2),
                answers=grouped(found.answers),
            )
        )
    return rows


# --- settings


def setting_rows(learnt: Learnt, catalog: Catalog) -> list[LearntSetting]:
    settings = catalog.settings
    in_force: dict[Part, float] = {
        "contrast": settings.contrast,
        "scale": settings.scale_answers,
        "temperature": settings.temperature,
    }
    return [
        _row(part, before, learnt.estimate(part), _given(learnt, part))
        for part, before in in_force.items()
    ]


def settings_sentence(learnt: Learnt) -> str:
    """What the table of settings comes to."""
    settings = [part for part in learnt.proposed if part != "baselines"]
    if settings:
        return _("Worth a look: %(parts)s") % {"parts": _named(settings)}
    if any(map(learnt.estimate, PARTS)):
        return _("The settings in force do as well as any others")
    return _("There are too few sheets to say anything about the settings")


def setting_figures(row: LearntSetting) -> str:
    """Such as "1 -> 0.81 (error 0.04, gain per sheet 0.0137)"; what it is alone while there are too
    few sheets."""
    if not row.value:
        return row.before
    if not row.error:
        return _("%(before)s -> %(value)s (gain per sheet %(gain)s)") % vars(row)
    return _("%(before)s -> %(value)s (error %(error)s, gain per sheet %(gain)s)") % vars(row)


def _given(learnt: Learnt, part: Part) -> int:
    return learnt.repeats if part == "temperature" else learnt.sheets


def _row(part: Part, before: float, found: SettingEstimate | None, given: int) -> LearntSetting:
    name, held = part_name(part), _value(part, before)
    if found is None:
        return LearntSetting(name, held, "", "", "", _too_few(given))
    return LearntSetting(
        name=name,
        before=held,
        value=_value(part, found.value),
        error="" if found.error is None else decimals(found.error, 2),
        gain=decimals(found.gain, 4),
        finding=_finding(found),
    )


def _value(part: Part, value: float) -> str:
    return _("off") if part == "scale" and not value else figure(value)


def _too_few(given: int) -> str:
    if given < FEWEST:
        said = _("Takes %(needed)s sheets; so far there are fewer than %(few)s.")
    else:
        said = ngettext(
            "Takes %(needed)s sheets. There are %(given)s, so %(more)s more is needed.",
            "Takes %(needed)s sheets. There are %(given)s, so %(more)s more are needed.",
            SHEETS_NEEDED - given,
        )
    return said % _sheet_counts(given)


def _sheet_counts(given: int) -> dict[str, int]:
    return {"needed": SHEETS_NEEDED, "given": given, "few": FEWEST, "more": SHEETS_NEEDED - given}


def _finding(found: SettingEstimate) -> str:
    if found.is_proposed:
        return _("Proposed: learned from some people, it fits the others better.")
    if found.is_clear:
        return _("Not proposed: learned from some people, it fits the others no better.")
    if found.error is None:
        return _("Not proposed: the likeliest value is at the end of the range that was searched.")
    return _("Not proposed: the difference is within %(count)s standard errors.") % {
        "count": CAUTION
    }


# --- is the quiz right


def agreement_sentence(learnt: Learnt) -> str:
    """ "" while too few people were asked everything."""
    before, after = learnt.agreement, learnt.agreement_after
    if before.sheets < FEWEST or before.mean_shown is None or after.mean_shown is None:
        return ""
    return _(
        "Stopped early, the quiz gives the same closest role as all statements to %(share)s of "
        "%(people)s people, after %(shown)s statements on average. With learned baselines: to "
        "%(share_after)s, after %(shown_after)s."
    ) % {
        "share": _agreed(before),
        "people": grouped(before.sheets),
        "shown": decimals(before.mean_shown, 1),
        "share_after": _agreed(after),
        "shown_after": decimals(after.mean_shown, 1),
    }


def _agreed(of: Agreement) -> str:
    return disclosed_share(of.agreed, of.sheets)


def disclosed_share(count: int, total: int) -> str:
    """A share in whole percent, or a bound where it would tell of fewer than FEWEST people, for
    whom it holds or does not.

    Args:
        total: FEWEST or more.
    """
    edge = percentage(min(1.0, FEWEST / total))
    if count < FEWEST:
        return _("less than %(share)s") % {"share": edge}
    if total - count < FEWEST:
        return _("more than %(share)s") % {"share": percentage(1 - min(1.0, FEWEST / total))}
    return percentage(count / total)


def reliability_sentence(learnt: Learnt) -> str:
    if not learnt.reliability:
        return _too_few_to_compare(learnt.repeats)
    people = sum(row.people for row in learnt.reliability)
    stated = sum(row.people * row.stated for row in learnt.reliability) / people
    return _(
        "From half of the statements, people would be told %(stated)s on average for their closest "
        "role, and %(repeated)s got the same one from the other half, or found that it suits them."
    ) % {
        "stated": percentage(stated),
        "repeated": disclosed_share(sum(row.repeated for row in learnt.reliability), people),
    }


def _too_few_to_compare(given: int) -> str:
    if given < FEWEST:
        said = _(
            "To see how often a stated probability comes true takes %(needed)s sheets; so far "
            "there are fewer than %(few)s."
        )
    else:
        said = ngettext(
            "To see how often a stated probability comes true takes %(needed)s sheets. There are "
            "%(given)s, so %(more)s more is needed.",
            "To see how often a stated probability comes true takes %(needed)s sheets. There are "
            "%(given)s, so %(more)s more are needed.",
            SHEETS_NEEDED - given,
        )
    return said % _sheet_counts(given)


def reliability_rows(learnt: Learnt) -> list[ReliabilityRow]:
    return [
        ReliabilityRow(
            grouped(row.people), percentage(row.stated), disclosed_share(row.repeated, row.people)
        )
        for row in learnt.reliability
    ]
