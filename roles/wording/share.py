"""A shared result in sentences, in the third person, and what previews need."""

from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _

from roles.cards.layout import MOST_ROWS
from roles.domain.share import ShareSnapshot
from roles.domain.types import CatalogDimension
from roles.pages.results.charts import Pattern, RankedRole
from roles.pages.results.shared import SharedPage
from roles.wording.numbers import signed
from roles.wording.outcome import names, of_100

LONGEST_TITLE, LONGEST_ALT = 70, 420  # letters that sites show of a preview's title and alt text

# --- the public page


def shared_words(page: SharedPage) -> str:
    """What a shared result comes to, by certainty: "Closest match: Product owner"."""
    sentences = {
        "clear": _("Closest match: %(leader)s"),
        "leaning": _("Leans towards %(leader)s"),
        "close": _("%(leader)s and %(runner_up)s about equally"),
        "no_direction": _("No single direction"),
    }
    return sentences[page.snapshot.certainty] % names(page)


def shared_headline(page: SharedPage) -> str:
    """The same as the heading of a page that says nothing else about itself."""
    sentences = {
        "clear": _("A careerquiz result: closest match %(leader)s"),
        "leaning": _("A careerquiz result: leans towards %(leader)s"),
        "close": _("A careerquiz result: %(leader)s and %(runner_up)s about equally"),
        "no_direction": _("A careerquiz result: no single direction"),
    }
    return sentences[page.snapshot.certainty] % names(page)


def shared_second(page: SharedPage) -> str:
    """How the second role stands to the first."""
    sentences = {
        "clear": _("%(runner_up)s comes next, some way behind."),
        "leaning": _("%(runner_up)s is not far behind."),
        "close": _("The answers cannot tell the two apart."),
        "no_direction": _("The answers point to no one role. That is common."),
    }
    return sentences[page.snapshot.certainty] % names(page)


def shown_words(snapshot: ShareSnapshot) -> str:
    """What a link shows, for its owner: "the order and the numbers"."""
    parts = [_("the order")]
    parts += [_("the numbers")] if snapshot.numbers else []
    parts += [_("the pattern")] if snapshot.pattern else []
    return get_text_list(parts, _("and"))


def dimension_names(dimensions: list[CatalogDimension]) -> str:
    """ "Delivery, Coordination"; for none that nothing stands out."""
    return ", ".join(row.name for row in dimensions) or _("nothing clearly")


# --- previews: what chats and social sites show of a link


def preview_title(page: SharedPage) -> str:
    return Truncator(shared_words(page)).chars(LONGEST_TITLE)


def preview_alt(page: SharedPage) -> str:
    """The preview picture in words: all that it shows, and nothing else."""
    sentences = [f"{shared_words(page)}."]
    if page.has_numbers:
        sentences += [_often_words(ranked, page.settings.calibrated) for ranked in page.named]
    if page.pattern and len(page.pattern.rows) <= MOST_ROWS:
        rows = _("From their own average: %(rows)s.") % {"rows": _row_words(page.pattern)}
        sentences += [rows, *_mark_words(page)]
    return Truncator(" ".join(sentences)).chars(LONGEST_ALT)


def _often_words(ranked: RankedRole, is_calibrated: bool) -> str:
    if is_calibrated:
        words = _("%(role)s would come first in %(often)s fresh sets of questions.")
    else:
        words = _(
            "A first estimate: %(role)s would come first in %(often)s fresh sets of questions."
        )
    return words % {"role": ranked.role.name, "often": of_100(ranked.in_100)}


def _row_words(pattern: Pattern) -> str:
    return ", ".join(
        f"{row.dimension.name} {_('no answers') if row.own is None else signed(row.own)}"
        for row in pattern.rows
    )


def _mark_words(page: SharedPage) -> list[str]:
    """What the shapes in the chart stand for; a picture that names no role has none."""
    if not page.named:
        return []
    names = [ranked.role.name for ranked in page.named]
    words = _("Shapes mark what is typical of %(roles)s.")
    return [words % {"roles": get_text_list(names, _("and"))}]
