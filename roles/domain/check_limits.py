"""The limits of the checks before publishing, and what to do about a figure that crosses one."""

from collections.abc import Mapping

from roles.domain.scoring import DIGITS
from roles.domain.types import Check, Limit, Verdict


def gettext_noop(text: str) -> str:
    """The text itself. Django's makemessages collects texts for translation by this name, so that
    the domain can mark them and stay free of Django."""
    return text


# Per code the most severe first, as the first one crossed decides.
LIMITS: Mapping[str, tuple[Limit, ...]] = {
    "length": (Limit("fail", "<", 0.5),),
    "pair": (Limit("fail", ">", 0.95), Limit("warn", ">", 0.75)),
    "ideal": (Limit("fail", ">", 1),),
    "order": (Limit("warn", ">", 0),),
    "questions": (Limit("fail", "<", 4),),
    "dimension": (Limit("warn", "<=", 0.3),),
    "days.lengths": (Limit("warn", "<", 0.5),),
    "replay": (Limit("warn", ">", 0.10),),
    "settings.stop_probability": (Limit("fail", "<", 0.5),),
    "settings.ideal": (Limit("fail", ">", 0),),
    "settings.neutral": (Limit("warn", ">", 0.25),),
    "texts.twins": (Limit("fail", ">", 0),),
    "texts.hidden": (Limit("fail", ">", 0),),
    "texts.letters": (Limit("fail", ">", 0),),
    "texts.shapes": (Limit("fail", ">", 0),),
    "texts.long": (Limit("warn", ">", 14),),
    "texts.grade": (Limit("warn", ">", 7),),
    "texts.joined": (Limit("warn", ">", 0),),
    "texts.alike": (Limit("warn", ">", 0.5),),
}
SPREAD_LIMITS = (Limit("fail", ">", 2),)  # of "questions" when it is about the whole catalog

ADVICE: Mapping[str, str] = {
    "length": gettext_noop(
        "Move the role's targets further apart: a profile as flat as this fits everybody."
    ),
    "pair": gettext_noop(
        "Change the targets in which the two roles should differ, or keep only one of the roles."
    ),
    "order": gettext_noop(
        "Bring the levels and the spreads of the two profiles nearer to each other: readers see "
        "the opposite of what is scored."
    ),
    "ideal": gettext_noop(
        "Make the profile differ more from the role that comes first on its ideal answers."
    ),
    "neutral": gettext_noop(
        "If the role leads too seldom, make it differ more from the roles most like it; "
        "if it leads too often, bring other roles nearer to it."
    ),
    "status": gettext_noop(
        "Spread the kinds of work that everybody likes, or nobody does, more evenly over the roles."
    ),
    "questions": gettext_noop(
        "Keep at least four active questions in every dimension, "
        "and at most two more in one than in another."
    ),
    "dimension": gettext_noop(
        "Let the roles differ more in this dimension, or drop it: it does not tell roles apart."
    ),
    "days": gettext_noop(
        "Write more days for the role, or show fewer pairs of days: its people would see less of "
        "the second step."
    ),
    "days.lengths": gettext_noop(
        "Make the two days more alike in length: the longer one is chosen by how it looks."
    ),
    "replay": gettext_noop(
        "Look at who would get another role, and publish only if that is what you want."
    ),
    "settings.minimum_answers": gettext_noop(
        "Ask for no more answers than there are active questions: nobody would get a direction."
    ),
    "settings.no_direction_below": gettext_noop(
        "Lower it: hardly anybody would get a direction, or none that is less than clear."
    ),
    "settings.stop_probability": gettext_noop(
        "Raise it to 0.5 at least: the quiz would end while its leader is likely to change."
    ),
    "settings.ideal": gettext_noop(
        "Lower the minimum of answers or the limit for no direction: even people who answer just "
        "like these roles would get none."
    ),
    "settings.neutral": gettext_noop(
        "Lower the limit for no direction: many people without a leaning would get none."
    ),
    "texts.twins": gettext_noop("Reword all but one of them: readers cannot tell them apart."),
    "texts.hidden": gettext_noop(
        "Delete these characters: readers cannot see them, and they may turn the text round."
    ),
    "texts.letters": gettext_noop("Write it with letters: nobody can read it aloud as it is."),
    "texts.shapes": gettext_noop("Give each role a shape of its own while one is free."),
    "texts.long": gettext_noop("Say it in fewer words: long statements are read carelessly."),
    "texts.grade": gettext_noop(
        "Use shorter words: some people would have to read the statement twice."
    ),
    "texts.joined": gettext_noop(
        "Ask about one thing, and in the positive: a statement with “and”, “or” or “not” is hard "
        "to answer."
    ),
    "texts.alike": gettext_noop(
        "Reword one of the two, or drop it: people who rate both feel asked twice."
    ),
}


def neutral_limits(roles: int) -> tuple[Limit, ...]:
    """The limits for the share of neutral people that one of so many roles leads."""
    return (
        Limit("fail", "<", 0.25 / roles),
        Limit("fail", ">", min(0.9, 2.25 / roles)),
        Limit("warn", "<", 0.5 / roles),
        Limit("warn", ">", 1.75 / roles),
    )


def status_limits(roles: int) -> tuple[Limit, ...]:
    """The limits for the same share where an area is more popular, or less: popularity moves it,
    so that it warns only where neutral people alone would fail."""
    return tuple(
        Limit("warn", limit.sign, limit.figure)
        for limit in neutral_limits(roles)
        if limit.verdict == "fail"
    )


def judge(
    code: str,
    about: tuple[str, ...],
    figure: float,
    limits: tuple[Limit, ...] | None = None,
    *,
    confusion: float | None = None,
    detail: str = "",
) -> Check:
    """The check of a figure against its limits: those of LIMITS unless others are given.

    Args:
        about: slugs of what it is about; () for the whole catalog.
        confusion: of a pair, the share of people on the wrong side, 0 to 0.5.
        detail: what was found, such as the name of an invisible character.
    """
    limits = LIMITS[code] if limits is None else limits
    figure = round(figure, DIGITS)  # so that rounding errors carry none over its limit
    crossed = (limit.verdict for limit in limits if limit.is_crossed(figure))
    verdict: Verdict = next(crossed, "pass")
    return Check(code, about, figure, limits, verdict, ADVICE[code], confusion, detail)
