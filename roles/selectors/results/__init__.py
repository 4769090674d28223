"""What is read of results: for their owners, for whoever opens a link, two beside each other."""

from roles.selectors.results.comparison import Comparison, ComparisonRow, comparison
from roles.selectors.results.links import (
    OwnLink,
    earlier_results,
    excerpt_of,
    own_link,
    own_links,
    own_page,
    public_page,
    public_picture,
)
from roles.selectors.results.parts import Pattern, PatternRow, RankedRole, pattern_beside
from roles.selectors.results.report import ResultPage, Turn, Way, result_page
from roles.selectors.results.shared import SharedPage, shared_page

__all__ = [
    "Comparison",
    "ComparisonRow",
    "OwnLink",
    "Pattern",
    "PatternRow",
    "RankedRole",
    "ResultPage",
    "SharedPage",
    "Turn",
    "Way",
    "comparison",
    "earlier_results",
    "excerpt_of",
    "own_link",
    "own_links",
    "own_page",
    "pattern_beside",
    "public_page",
    "public_picture",
    "result_page",
    "shared_page",
]
