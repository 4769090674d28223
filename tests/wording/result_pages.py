"""Result pages to be looked at, from sheets written as digits, and the report rendered."""

from dataclasses import replace

from django.template import engines

from roles.domain import scoring
from roles.pages.careers.next_steps import NextSteps
from roles.pages.results.report import result_page
from tests.factories import seed_catalog
from tests.views.page import read_html

MINUS = "\N{MINUS SIGN}"

# Two each of strategy, delivery, markets and coordination.
STATEMENTS = ("set-long-term-direction", "choose-shared-goal", "keep-on-schedule")
STATEMENTS += ("order-next-week", "talk-to-customers", "study-rivals", "keep-teams-informed")
STATEMENTS += ("know-who-does-what",)
CLEAR, LEANING, CLOSE, MIXED, ALIKE = "23444423", "23333332", "23443333", "33333323", "44444444"


def page_of(answers, of=None, **choices):
    """Of a sheet, or of digits: the answers to the first of STATEMENTS."""
    of = of or seed_catalog()
    if isinstance(answers, str):
        answers = dict(zip(STATEMENTS, map(int, answers), strict=False))
    return result_page(outcome=scoring.score(of, answers), catalog=of, answers=answers, **choices)


def whole_sheet():
    """Every question answered, very unlike each other: a close result that much would turn."""
    return {row.slug: 1 + 3 * place % 5 for place, row in enumerate(seed_catalog().questions)}


def calibrated():
    of = seed_catalog()
    return replace(of, settings=replace(of.settings, calibrated=True))


def report(page, switch_action="", steps=None):
    words = "page=page switch_action=switch_action steps=steps"
    include = f'{{% include "results/report.html" with {words} only %}}'
    template = engines["django"].from_string(include)
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
