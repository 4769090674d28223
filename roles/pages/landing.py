"""What the start page shows. No query."""

from functools import lru_cache

from roles.domain import scoring, types
from roles.domain.personas import example_sheet
from roles.pages.quiz import SECONDS_PER_STATEMENT, quiz_size
from roles.pages.results.report import ResultPage, result_page


def usual_minutes(catalog: types.Catalog) -> int:
    """How many minutes the quiz takes most people: about halfway between the least statements and
    all of them."""
    size = quiz_size(catalog)
    return max(1, round((size["fewest"] + size["most"]) / 2 * SECONDS_PER_STATEMENT / 60))


@lru_cache(maxsize=16)
def example_result(catalog: types.Catalog) -> ResultPage | None:
    """What the engine makes of `example_sheet`; None where no role stands out."""
    answers = example_sheet(catalog)
    outcome = scoring.score(catalog, answers)
    if not outcome.named:
        return None
    return result_page(outcome=outcome, catalog=catalog, answers=answers)
