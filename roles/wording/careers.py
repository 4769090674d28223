"""What pages about roles need: where a statement is from, pay in words, differences."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roles.content.sources import PayDocument, SourceDocument
from roles.pages.areas import DimensionNumber
from roles.pages.careers.comparison import ComparisonLink, ComparisonShown
from roles.pages.careers.references import References
from roles.wording.numbers import signed

# --- where it is from


def cite(references: References, slug: str) -> str:
    """The number of a source, which leads to the list at the end of the page; nothing for our
    view and for what this site does itself."""
    number = references.number(slug)
    if number is None:
        return ""
    return format_html(
        '&nbsp;<a class="cite" href="#source-{}" aria-label="{}">[{}]</a>',  # never alone in a line
        slug,
        f"[{number}] {source_mark(references.sources[number - 1])}",
        number,
    )


def source_mark(source: SourceDocument) -> str:
    """A source in short: "BLS, 2025", "common practice"."""
    return _dated(source, source.label)


def source_title(source: SourceDocument) -> str:
    """A source in full, as listed at the end of a page."""
    return _dated(source, source.name)


def _dated(source: SourceDocument, name: str) -> str:
    if source.kind not in ("published", "faq") or (source.year and str(source.year) in name):
        return name
    return f"{name}, {source.year or _('undated')}"


def verb_first(text: str) -> SafeString:
    """A statement whose first sentence stands out: "Set direction. You say where to go."."""
    first, stop, rest = text.partition(". ")
    return format_html("<strong>{}{}</strong> {}", first, stop.strip(), rest)


# --- pay

STEP = 500  # figures are rounded to this, so that nobody takes them for exact
SIGNS = {"USD": "$", "GBP": "£", "EUR": "€"}


def money(figure: PayDocument, amount: int) -> str:
    """A yearly amount, rounded to 500: "$101,000"; with the letters of its currency where that
    has no sign that everybody knows."""
    rounded = (amount + STEP // 2) // STEP * STEP
    sign = SIGNS.get(figure.currency, f"{figure.currency}\N{NO-BREAK SPACE}")
    shown = f"{sign}{number_format(rounded, force_grouping=True)}"
    is_cap = figure.is_capped and amount == figure.high
    return _("more than %(amount)s") % {"amount": shown} if is_cap else shown


def pay_sentence(figure: PayDocument) -> str:
    """What a group earns, in words. With a low and a high figure, eight in ten lie between."""
    given = {name: getattr(figure, name) for name in ("low", "middle", "high")}
    amounts = {name: money(figure, amount) for name, amount in given.items() if amount is not None}
    if figure.middle is None and len(amounts) == 1:
        ((meaning, amount),) = pay_amounts(figure)
        return _("%(meaning)s: %(amount)s a year.") % {"meaning": meaning, "amount": amount}
    if figure.middle is None:
        return _("The range named is %(low)s to %(high)s a year.") % amounts
    middle = (
        _("They earn %(middle)s a year on average.")
        if figure.average
        else _("Half earn less than %(middle)s a year.")
    )
    if figure.low is None or figure.high is None:
        return middle % amounts
    if figure.average:
        return f"{middle} {_('The range named is %(low)s to %(high)s.')}" % amounts
    if figure.has_quartiles:
        rest = _("Half earn between %(low)s and %(high)s.")
    elif figure.is_capped:
        rest = _("Most earn %(low)s or more; one in ten earns %(high)s.")
    else:
        rest = _("Most earn between %(low)s and %(high)s.")
    return f"{middle} {rest}" % amounts


def pay_amounts(figure: PayDocument) -> list[tuple[str, str]]:
    """Each amount that there is, after what it means: [("Half under", "$101,000")]."""
    if figure.average:
        words = (_("From"), _("Average"), _("To"))
    elif figure.has_quartiles:
        words = (_("1 in 4 under"), _("Half under"), _("1 in 4 over"))
    else:
        words = (_("1 in 10 under"), _("Half under"), _("1 in 10 over"))
    amounts = (figure.low, figure.middle, figure.high)
    pairs = zip(words, amounts, strict=True)
    return [(meaning, money(figure, amount)) for meaning, amount in pairs if amount is not None]


def month(day: date | None) -> str:
    """ "May 2024"; "undated" for no day."""
    return _("undated") if day is None else date_format(day, "F Y")


# --- side by side


def role_question(shown: ComparisonShown | ComparisonLink) -> str:
    """ "Product manager or Product owner?", as a headline."""
    *firsts, last = (role.name for role in shown.roles)
    return _("%(firsts)s or %(last)s?") % {"firsts": ", ".join(firsts), "last": last}


def role_titles(shown: ComparisonShown) -> str:
    """The same names as a list: "Product manager and Product owner"."""
    *firsts, last = (role.name for role in shown.roles)
    return _("%(firsts)s and %(last)s") % {"firsts": ", ".join(firsts), "last": last}


SMALL_CHANGE = 10  # points of 100: jobs that are closer involve about as much of a kind of work
MOST_CHANGES = 2


def shift_words(changes: Sequence[DimensionNumber]) -> str:
    """The biggest changes from a profile to another, in points of 100: "More: Ideas (+30)."."""
    big = [row for row in changes if abs(row.number) >= SMALL_CHANGE]
    told = sorted(big, key=lambda row: -abs(row.number))[:MOST_CHANGES]
    more, less = (
        ", ".join(
            _("%(kind)s (%(change)s)") % {"kind": row.dimension.name, "change": signed(row.number)}
            for row in told
            if (row.number > 0) is is_more
        )
        for is_more in (True, False)
    )
    if more and less:
        return _("More: %(more)s. Less: %(less)s.") % {"more": more, "less": less}
    if more:
        return _("More: %(more)s.") % {"more": more}
    return _("Less: %(less)s.") % {"less": less} if less else _("Much the same work.")
