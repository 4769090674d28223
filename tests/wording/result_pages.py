"""Result pages to be looked at, from sheets written as digits, and the report rendered."""

from dataclasses import replace

from django.template import engines

from roles.domain import scoring
from roles.pages.careers.next_steps import NextSteps
from roles.pages.results.report import result_page
from tests.factories import first_catalog, seed_catalog
from tests.views.page import read_html
from tests.worked_example.answers import ANSWERS

MINUS = "\N{MINUS SIGN}"

# Two of each kind of work: direction, track, shaping, customers, order, bringing together.
STATEMENTS = ("set-long-term-direction", "pick-one-idea", "keep-on-schedule")
STATEMENTS += ("keep-within-budget", "order-next-week", "explain-new-part", "talk-to-customers")
STATEMENTS += (
    "study-rivals",
    "keep-shared-plan",
    "prepare-meeting",
    "work-out-order",
    "agree-wait",
)
# Product owner comes first in each, as far as any role does.
CLEAR, LEANING, CLOSE, THREE = "234244452233", "535355232233", "432443333223", "344534342222"
GUESS, MIXED, ALIKE = "543455141151", "433453333334", "444444444444"  # a guess: scattered

FOLDS = ("change", "sums")


def page_of(answers, of=None, **choices):
    """Of a sheet, or of digits: the answers to the first of STATEMENTS."""
    of = of or seed_catalog()
    if isinstance(answers, str):
        answers = dict(zip(STATEMENTS, map(int, answers), strict=False))
    return result_page(outcome=scoring.score(of, answers), catalog=of, answers=answers, **choices)


def worked(**choices):
    """Of the worked example, under the catalog that it is of."""
    return page_of(ANSWERS, first_catalog(), **choices)


def whole_sheet():
    """Every question answered, very unlike each other: a close result that much would turn."""
    return {row.slug: 1 + 3 * place % 5 for place, row in enumerate(seed_catalog().questions)}


def calibrated(of):
    return replace(of, settings=replace(of.settings, calibrated=True))


def report(page, switch_action="", steps=None):
    """The report, and what is folded away below it."""
    words = "page=page switch_action=switch_action steps=steps checked=''"
    parts = [f'{{% include "results/report.html" with {words} only %}}']
    parts += [f'{{% include "results/parts/{name}.html" with page=page only %}}' for name in FOLDS]
    template = engines["django"].from_string("".join(parts))
    context = {"page": page, "switch_action": switch_action, "steps": steps or NextSteps()}
    return template.render(context)


def read(page, **choices):
    return read_html(report(page, **choices))


def texts(elements):
    return [element.text for element in elements]


def section(root, heading):
    """The section under that heading of the second level."""
    [found] = [part for part in root.all("section") if heading in texts(part.all("h2"))]
    return found
