"""What real answers propose for a draft, in sentences, for the admin and the command line.

No queries. Nothing here tells of fewer than FEWEST people.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.calibration import ANSWERS_NEEDED, Agreement
from roles.domain.disclosure import FEWEST, whole_tens
from roles.domain.estimation import CAUTION, SHEETS_NEEDED, SettingEstimate
from roles.domain.learning import PARTS, Learnt, Part, with_parts
from roles.domain.types import Catalog
from roles.wording.numbers import decimals, figure, percentage, tens

REASON = 100  # characters


@dataclass(frozen=True)
class LearntSetting:
    """One setting, as it is and as the sheets have it."""

    name: str
    about: str  # what it is, in a line
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


def part_about(part: Part) -> str:
    """What a setting is."""
    return {
        "contrast": _("How strongly a role shows in the answers of people whom it suits."),
        "scale": _(
            "Makes up for people who use the ends of the scale more, or less, than others do."
        ),
        "temperature": _("How cautiously percentages are stated: above 1, more cautiously."),
    }.get(part, "")


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


def idle_sentence(parts: Collection[Part]) -> str:
    """Why nothing would change."""
    if not parts:
        return _("Choose something to put into the draft.")
    return _("The draft already has what you chose.")


def after_words(parts: Collection[Part], *, is_all: bool) -> str:
    """Heads a column: what results would be with these.

    Args:
        is_all: whether the draft changes nothing else.
    """
    if is_all and set(parts) == {"baselines"}:
        return _("With the learned baselines")
    if is_all:
        return _("With what you chose")
    return _("With the draft and what you chose")


# --- what there is to learn from


def sheets_sentence(learnt: Learnt) -> str:
    if learnt.sheets < FEWEST:
        return _(
            "There's too little to learn from yet: of the people chosen at random to answer every "
            "statement, fewer than %(few)s have finished."
        ) % {"few": FEWEST}
    return _(
        "Learned from %(count)s people chosen at random to answer every statement, and from "
        "everybody's first page. Careless answers are left out, and so are answers to statements "
        "that have been reworded."
    ) % {"count": tens(learnt.sheets)}


def baselines_sentence(learnt: Learnt, catalog: Catalog) -> str:
    """How far baselines move and what else that does, or how many answers more it takes."""
    sentences = [_baselines_found(learnt)]
    if learnt.baselines and with_parts(catalog, learnt, ["baselines"]) == catalog:
        sentences.append(_("The draft already has these baselines."))
    elif learnt.fewest >= ANSWERS_NEEDED:
        sentences.append(_baselines_move(learnt))
        if not catalog.settings.calibrated:
            sentences.append(_calibrated_sentence(learnt))
    return " ".join(sentences)


def _baselines_move(learnt: Learnt) -> str:
    moves = [abs(row.value - row.before) for row in learnt.baselines]
    return _("On average, learned baselines are %(mean)s points away from those in the draft.") % {
        "mean": decimals(sum(moves) / len(moves), 2)
    }


def _calibrated_sentence(learnt: Learnt) -> str:
    before, after = (_mean_shown(of) for of in (learnt.agreement, learnt.agreement_after))
    if before and after and after < before:
        return _(
            "Putting them into the draft also marks the settings as calibrated, and lets the quiz "
            "stop a little sooner."
        )
    return _("Putting them into the draft also marks the settings as calibrated.")


def _mean_shown(of: Agreement) -> float | None:
    """In tenths, as it is told; None of fewer than FEWEST people."""
    if of.sheets < FEWEST or of.mean_shown is None:
        return None
    return round(of.mean_shown, 1)


def _baselines_found(learnt: Learnt) -> str:
    if learnt.fewest >= ANSWERS_NEEDED:
        return _("Every statement has enough answers.")
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
                answers=tens(found.answers),
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
        _row(part, before, learnt.estimate(part), _too_few(learnt, part))
        for part, before in in_force.items()
    ]


def settings_sentence(learnt: Learnt) -> str:
    """What the table of settings comes to; "" without any estimate."""
    settings = [part for part in learnt.proposed if part != "baselines"]
    if settings:
        return _("Worth a look: %(parts)s") % {"parts": _named(settings)}
    if any(map(learnt.estimate, PARTS)):
        return _("The settings in force do as well as any others")
    return ""


def missing_sentence(learnt: Learnt) -> str:
    """What it takes to estimate the settings that are not; "" when all are."""
    if all(learnt.estimate(part) for part in PARTS if part != "baselines"):
        return ""
    if learnt.sheets < FEWEST:
        said = _(
            "Not enough answers yet: it takes %(needed)s complete sheets, and there are fewer than "
            "%(few)s."
        )
    elif learnt.temperature:
        said = ngettext(
            "Not enough answers yet for the other settings: %(more)s more complete sheet needed.",
            "Not enough answers yet for the other settings: %(more)s more complete sheets needed.",
            _lacking(learnt.sheets),
        )
    else:
        said = ngettext(
            "Not enough answers yet: %(more)s more complete sheet needed.",
            "Not enough answers yet: %(more)s more complete sheets needed.",
            _lacking(learnt.sheets),
        )
    return said % _sheet_counts(learnt.sheets)


def setting_figures(row: LearntSetting) -> str:
    """Such as "1 -> 0.81 (error 0.04, gain per sheet 0.0137)"; what it is alone while there are too
    few sheets."""
    if not row.value:
        return row.before
    if not row.error:
        return _("%(before)s -> %(value)s (gain per sheet %(gain)s)") % vars(row)
    return _("%(before)s -> %(value)s (error %(error)s, gain per sheet %(gain)s)") % vars(row)


def _row(part: Part, before: float, found: SettingEstimate | None, too_few: str) -> LearntSetting:
    name, about, held = part_name(part), part_about(part), _value(part, before)
    if found is None:
        return LearntSetting(name, about, held, "", "", "", too_few)
    return LearntSetting(
        name=name,
        about=about,
        before=held,
        value=_value(part, found.value),
        error="" if found.error is None else decimals(found.error, 2),
        gain=decimals(found.gain, 4),
        finding=_finding(found),
    )


def _value(part: Part, value: float) -> str:
    return _("off") if part == "scale" and not value else figure(value)


def _too_few(learnt: Learnt, part: Part) -> str:
    if part == "temperature":
        return _too_few_repeats(learnt.repeats)
    given = learnt.sheets
    if given < FEWEST:
        said = _("Takes %(needed)s complete sheets; so far there are fewer than %(few)s.")
    else:
        said = ngettext(
            "Takes %(needed)s complete sheets. There are %(given)s, so %(more)s more is needed.",
            "Takes %(needed)s complete sheets. There are %(given)s, so %(more)s more are needed.",
            _lacking(given),
        )
    return said % _sheet_counts(given)


def _too_few_repeats(given: int) -> str:
    """Complete sheets, and those of people who said later on that their job suits them."""
    if given < FEWEST:
        said = _(
            "Takes %(needed)s complete sheets and later answers of people whose job suits them; so "
            "far there are fewer than %(few)s."
        )
    else:
        said = ngettext(
            "Takes %(needed)s complete sheets and later answers of people whose job suits them. "
            "There are %(given)s, so %(more)s more is needed.",
            "Takes %(needed)s complete sheets and later answers of people whose job suits them. "
            "There are %(given)s, so %(more)s more are needed.",
            _lacking(given),
        )
    return said % _sheet_counts(given)


def _sheet_counts(given: int) -> dict[str, object]:
    counts = {"needed": SHEETS_NEEDED, "few": FEWEST, "more": _lacking(given)}
    return counts | {"given": tens(given)}


def _lacking(given: int) -> int:
    """How many sheets more it takes. In tens, as what else is known of these people could be
    subtracted from a number."""
    return SHEETS_NEEDED - whole_tens(given)


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
    shown, shown_after = _mean_shown(before), _mean_shown(after)
    if shown is None or shown_after is None:
        return ""
    words = {
        "share": _agreed(before),
        "people": tens(before.sheets),
        "shown": decimals(shown, 1),
        "share_after": _agreed(after),
        "shown_after": decimals(shown_after, 1),
    }
    if before == after:
        said = _(
            "For %(share)s of %(people)s people, stopping early gives the same closest role as "
            "answering everything. It takes %(shown)s statements on average."
        )
    elif words["share"] == words["share_after"]:
        said = _(
            "For %(share)s of %(people)s people, stopping early gives the same closest role as "
            "answering everything. It takes %(shown)s statements on average; %(shown_after)s with "
            "the learned baselines."
        )
    else:
        said = _(
            "For %(share)s of %(people)s people, stopping early gives the same closest role as "
            "answering everything; for %(share_after)s with the learned baselines. It takes "
            "%(shown)s statements on average; %(shown_after)s with the learned baselines."
        )
    return said % words


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
            "To see whether stated percentages come true takes %(needed)s complete sheets and "
            "later answers of people whose job suits them; so far there are fewer than %(few)s."
        )
    else:
        said = ngettext(
            "To see whether stated percentages come true takes %(needed)s complete sheets and "
            "later answers of people whose job suits them. There are %(given)s, so %(more)s more "
            "is needed.",
            "To see whether stated percentages come true takes %(needed)s complete sheets and "
            "later answers of people whose job suits them. There are %(given)s, so %(more)s more "
            "are needed.",
            _lacking(given),
        )
    return said % _sheet_counts(given)


def reliability_rows(learnt: Learnt) -> list[ReliabilityRow]:
    return [
        ReliabilityRow(
            tens(row.people), percentage(row.stated), disclosed_share(row.repeated, row.people)
        )
        for row in learnt.reliability
    ]
