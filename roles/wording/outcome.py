"""A result in sentences, for its owner."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.what_if import LONGEST_PATH
from roles.pages.results.charts import RankedRole
from roles.pages.results.report import ResultPage, Turn, Way
from roles.pages.results.shared import SharedPage

# --- headline and summary


def names(page: ResultPage | SharedPage) -> dict[str, str]:
    """The first two roles, for sentences: as they are written, wherever they stand."""
    return {"leader": page.leader.role.name, "runner_up": page.runner_up.role.name}


def headline(page: ResultPage) -> str:
    """What the result comes to, by certainty; a result without direction names no role."""
    sentences = {
        "clear": _("%(leader)s is your closest match"),
        "leaning": _("You lean towards %(leader)s"),
        "close": _("%(leader)s and %(runner_up)s fit you about equally"),
        "no_direction": _("Your answers do not point to one role"),
    }
    return sentences[page.outcome.certainty] % names(page)


def runner_up_sentence(page: ResultPage) -> str:
    """How the second role stands to the first; without direction: why there is none."""
    sentences = {
        "clear": _("%(runner_up)s comes next, some way behind."),
        "leaning": _("%(runner_up)s is not far behind and may fit you as well."),
        "close": _("Your answers cannot tell the two apart, so look at both."),
        "no_direction": _("That is common. %(why)s"),
    }
    return sentences[page.outcome.certainty] % (names(page) | {"why": _why_no_direction(page)})


def _why_no_direction(page: ResultPage) -> str:
    answered, needed = page.outcome.answered, page.settings.minimum_answers
    if answered < needed:
        return ngettext(
            "You answered %(answered)s statement, and it takes %(needed)s to tell roles apart.",
            "You answered %(answered)s statements, and it takes %(needed)s to tell roles apart.",
            answered,
        ) % {"answered": answered, "needed": needed}
    if page.is_alike:
        return _("All your answers are the same, so no kind of work stands out.")
    return _("You like a mix of work that several roles share, so no role stands out.")


def of_100(number: int) -> str:
    """ "about 52 of 100"; the ends are no certainties."""
    if number <= 0:
        return _("fewer than 1 of 100")
    if number >= 100:
        return _("more than 99 of 100")
    return _("about %(number)s of 100") % {"number": number}


def numbers_sentence(page: ResultPage | SharedPage) -> str:
    """How sure the first two places are, in numbers."""
    return numbers_words(page, of_100(page.leader.in_100), of_100(page.runner_up.in_100))


def numbers_words(page: ResultPage | SharedPage, often: str, other_often: str) -> str:
    """The same, told in how many of 100 each comes first."""
    if page.settings.calibrated:
        sentence = _(
            "In %(often)s fresh sets of questions %(leader)s would come first, and in "
            "%(other_often)s %(runner_up)s."
        )
    else:
        sentence = _(
            "A first estimate by our model: in %(often)s fresh sets of questions %(leader)s would "
            "come first, and in %(other_often)s %(runner_up)s."
        )
    return sentence % (names(page) | {"often": often, "other_often": other_often})


OFTEN = (60, 30, 10, 1, 0)  # numbers of 100 from which there is another word


def _from(in_100: int) -> int:
    return next(low for low in OFTEN if in_100 >= low)


def often(ranked: RankedRole) -> str:
    """How often a role would come first, in words."""
    return {
        60: _("Very often first"),
        30: _("Often first"),
        10: _("Sometimes first"),
        1: _("Seldom first"),
        0: _("Hardly ever first"),
    }[_from(ranked.in_100)]


def often_in_100(ranked: RankedRole) -> str:
    """The same behind the role's name, with the number: "often first: about 52 of 100"."""
    return ranked.often_slot or often_words(ranked.in_100)


def often_words(in_100: int) -> str:
    sentences = {
        60: _("very often first: %(often)s"),
        30: _("often first: %(often)s"),
        10: _("sometimes first: %(often)s"),
        1: _("seldom first: %(often)s"),
        0: _("hardly ever first: %(often)s"),
    }
    return sentences[_from(in_100)] % {"often": of_100(in_100)}


def often_sentence(ranked: RankedRole, is_calibrated: bool) -> str:
    """How often a role would come first, in numbers."""
    if is_calibrated:
        sentence = _("In %(often)s fresh sets of questions this role would come first.")
    else:
        sentence = _(
            "A first estimate by our model: in %(often)s fresh sets of questions this role would "
            "come first."
        )
    return sentence % {"often": of_100(ranked.in_100)}


def note_sentence(note: str) -> str:
    """A code of quality.NOTES as a plain remark."""
    return {
        "same_answer": _("You gave the same answer many times in a row."),
        "flat": _("You answered almost all statements alike."),
        "scattered": _("Your answers to statements of one kind differ a lot."),
        "fast": _("You answered very quickly."),
    }[note]


def level_sentence(remark: str) -> str:
    """A level remark, which counts for nothing, as a sentence of its own."""
    return {
        "liked_most": _(
            "You liked most of the work in these statements. That counts for no role: only the "
            "pattern does."
        ),
        "liked_little": _(
            "You liked little of the work in these statements. That counts for no role, but other "
            "kinds of work may suit you better."
        ),
    }[remark]


# --- reasons and changes


def liking(answer: int) -> str:
    """An answer as the start of "You like a lot: Talk to customers"."""
    return {
        5: _("You like a lot"),
        4: _("You like"),
        3: _("You neither like nor dislike"),
        2: _("You dislike"),
        1: _("You dislike a lot"),
    }[answer]


def turn_sentence(turn: Turn) -> str:
    """Which other answer would have brought another role first."""
    sentences = {
        5: _("If you had liked “%(text)s” a lot, %(role)s would come first."),
        4: _("If you had liked “%(text)s”, %(role)s would come first."),
        3: _("If you had neither liked nor disliked “%(text)s”, %(role)s would come first."),
        2: _("If you had disliked “%(text)s”, %(role)s would come first."),
        1: _("If you had disliked “%(text)s” a lot, %(role)s would come first."),
    }
    return sentences[turn.new] % {"text": turn.question.text, "role": turn.role.name}


def robustness_sentence(page: ResultPage) -> str:
    """How many single answers hold the first place."""
    count = page.turning_questions
    if not count:
        return _("No single answer would change your top role.")
    return ngettext(
        "Changing %(count)s answer would be enough to change your top role.",
        "Changing any one of %(count)s answers would be enough to change your top role.",
        count,
    ) % {"count": count}


def way_words(way: Way) -> str:
    """How many answers it takes until a role comes first."""
    if way.path is None:
        return _("no %(most)s answers or fewer that we could find") % {"most": LONGEST_PATH}
    count = way.path.length
    if way.path.is_exact:
        words = ngettext("%(count)s answer", "%(count)s answers", count)
    else:
        words = ngettext(
            "changing %(count)s answer would do; fewer may do",
            "changing %(count)s answers would do; fewer may do",
            count,
        )
    return words % {"count": count}
