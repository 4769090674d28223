"""Notes on a sheet that may have been filled in without reading.

A note never blocks anybody and changes no probability. A noted sheet is never called clear, and
stays out of calibration. The
signs are the usual ones for careless answers: long runs, no spread, spread without a pattern,
haste (Meade and Craig 2012; Curran 2016; Huang et al. 2012). The limits are our own.
"""

import math
from collections.abc import Sequence
from itertools import compress, groupby
from statistics import median

from roles.domain.sheets import Sheet, read
from roles.domain.types import Answers, Catalog

NOTES = ("same_answer", "flat", "pattern", "scattered", "fast")

SAME_IN_A_ROW = 8  # answers, skipped questions passed over
FLAT_FROM = 10  # answers; fewer are not judged
FLAT_BELOW = 0.4  # standard deviation of the answers, in points of the scale
TWO_ANSWERS_FROM = 8  # answers, of a sheet that holds only two different ones
FAR_APART = 2  # points of the scale: what lies nearer may be an honest taste
REPEATED_FOR = 12  # answers running that repeat a block
LONGEST_BLOCK = 5  # answers
SCATTERED_FROM, SCATTERED_FROM_AT_FIRST = 8, 12  # answers; the latter for catalogs of format 1
SCATTERED_ABOVE = 1.45  # residual variance, of an endless sheet
SCATTERED_MARGIN = 8  # over the number of answers: a short sheet scatters more by chance
FAST_FROM = 8  # answers
FAST_BELOW = 1.5  # seconds a question


def notes(catalog: Catalog, answers: Answers, seconds: Sequence[float] = ()) -> tuple[str, ...]:
    """What is odd about how a sheet was filled in: codes of NOTES, in that order; mostly none.

    "same_answer": one and the same answer many times running. "flat": answers that hardly differ.
    "pattern": only two answers, far apart, or the same few again and again in one order.
    "scattered": answers that differ inside the dimensions as if given at random. "fast": half of
    the questions took less time than it takes to read them. A reversed question counts as answered
    for the first three, and as keyed for the fourth. Catalogs of format 1 were published before
    there was a "pattern".

    Args:
        answers: in the order shown.
        seconds: spent on each question shown: the time of its page divided by the page's
            questions. Numbers below 0 or not finite, from a clock that was set back, are left out.

    Raises:
        AnswerError: with every unknown question and every answer that is not 1 to 5 or None.
    """
    return sheet_notes(read(catalog, answers), answers, seconds)


def sheet_notes(sheet: Sheet, answers: Answers, seconds: Sequence[float] = ()) -> tuple[str, ...]:
    """The same of a sheet that was read from these answers."""
    is_first_format = sheet.catalog.format == 1
    given = [answer for answer in answers.values() if answer is not None]
    count = len(given)
    is_noted = (
        _longest_run(given) >= SAME_IN_A_ROW,
        count >= FLAT_FROM and _deviation(given) < FLAT_BELOW,
        not is_first_format and (_is_two_answers(given) or _is_repeating(given)),
        count >= (SCATTERED_FROM_AT_FIRST if is_first_format else SCATTERED_FROM)
        and _residual_variance(sheet) > SCATTERED_ABOVE + SCATTERED_MARGIN / count,
        count >= FAST_FROM and _usual_time(seconds) < FAST_BELOW,
    )
    return tuple(compress(NOTES, is_noted))


def _longest_run(given: Sequence[int]) -> int:
    """The length of the longest run of one answer; 0 without answers."""
    return max((len(list(run)) for _answer, run in groupby(given)), default=0)


def _deviation(given: Sequence[int]) -> float:
    """The standard deviation of whole numbers; `statistics.pstdev` takes ten times as long."""
    count, total = len(given), sum(given)
    return math.sqrt(count * sum(answer * answer for answer in given) - total * total) / count


def _is_two_answers(given: Sequence[int]) -> bool:
    values = set(given)
    is_enough = len(given) >= TWO_ANSWERS_FROM
    return is_enough and len(values) == 2 and max(values) - min(values) >= FAR_APART


def _is_repeating(given: Sequence[int]) -> bool:
    """Whether so many answers running repeat a block of two to five. Of a block of three and more
    the answers have to lie apart: many people tick two neighbouring answers all the time."""
    for block in range(2, LONGEST_BLOCK + 1):
        run = 0
        for place, (answer, before) in enumerate(zip(given[block:], given, strict=False)):
            run = run + 1 if answer == before else 0
            if run < REPEATED_FOR - block:
                continue
            repeated = set(given[place : place + block])
            if max(repeated) - min(repeated) >= (1 if block == 2 else FAR_APART):
                return True
    return False


def _residual_variance(sheet: Sheet) -> float:
    """The variance of the keyed answers round the means of their own dimensions; 0 where no
    dimension has two. Pooled variance within groups, Fisher 1925."""
    freedom = len(sheet.keyed) - sum(map(bool, sheet.counts))
    return sheet.residual / freedom if freedom else 0.0


def _usual_time(seconds: Sequence[float]) -> float:
    """The median of the times that can be; infinite when there is none."""
    possible = [time for time in seconds if 0 <= time < math.inf]  # false for what is no number
    return median(possible) if possible else math.inf
