"""What the statistics page shows: `dashboard.dashboard` fills it in.

What is not shown is None. Nothing here tells of fewer than ten people, see `disclosure`.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from roles.domain.intervals import Interval, wilson
from roles.domain.release import Days, ReleasedStratum

# --- what is asked for


@dataclass(frozen=True, slots=True)
class Selection:
    """The days, and whose attempts of them, that a reader asks for."""

    first: date
    last: date  # not before `first`
    version: int | None = None  # its number; None for all versions
    language: str | None = None  # None for all languages

    def holds(self, days: Days) -> bool:
        """Whether a run of days counts here: the one in which it ends."""
        return self.first <= days.last <= self.last

    def takes(self, stratum: ReleasedStratum) -> bool:
        return self.version in (None, stratum.version) and self.language in (None, stratum.language)

    @property
    def before(self) -> "Selection":
        """As many days right before, of the same attempts."""
        length = self.last - self.first + timedelta(days=1)
        return Selection(self.first - length, self.last - length, self.version, self.language)


# --- what is shown


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people, or the seconds that half of them needed at most."""

    value: float | None  # None where it is not shown
    days: Days | None  # None when nothing in the range can be shown


@dataclass(frozen=True, slots=True)
class Portion:
    """So many people out of so many."""

    part: int | None  # None where it is not shown
    whole: int | None  # likewise; may be shown where `part` is not
    days: Days | None  # None when nothing in the range can be shown

    @property
    def share(self) -> float | None:
        """0 to 1."""
        if self.part is None or not self.whole:
            return None
        return self.part / self.whole

    @property
    def interval(self) -> Interval | None:
        """Of the share, by Wilson's method."""
        if self.part is None or not self.whole:
            return None
        return wilson(self.part, self.whole)


@dataclass(frozen=True, slots=True)
class PortionRow:
    """One row of a table of portions."""

    key: str  # a role's slug, a word of certainty, a code of a note; "0" to "9" in the gaps
    portion: Portion


@dataclass(frozen=True, slots=True)
class PortionTable:
    """Portions of the same people. Cells that nobody ever was in have no row."""

    rows: tuple[PortionRow, ...]
    whole: int | None  # people; None when nothing in the range can be shown
    days: Days | None


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One step of the quiz. Those who reached it stop there, have answered all they are asked
    (`through`, on pages only), or reach the next page."""

    step: str  # "page 1" and so on, then "check", "days" and "finished"
    reached: int | None  # of "days" all who passed the check: few of them may be offered that step
    stopped: Portion  # of those who reached it; of "finished" nobody
    through: int | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """Where people stop. All who started, less all who stopped anywhere, are those who finished."""

    rows: tuple[FunnelRow, ...]
    started: int | None
    finished: int | None
    days: Days | None


@dataclass(frozen=True, slots=True)
class DaysStep:
    """The second step, and what it did."""

    offered: Portion  # of the finished
    open: Portion  # of those offered it: neither taken nor skipped
    skipped: Portion  # of those offered it
    taken: Portion  # of those offered it
    changed: Portion  # of those who took it: another role came first afterwards

    @property
    def days(self) -> Days | None:
        return self.offered.days


@dataclass(frozen=True, slots=True)
class StatementRow:
    """How one statement in one wording is answered."""

    key: str  # see `counts.wording_key`
    slug: str
    version: int  # the newest one with this wording that counts here
    # How many people it was shown to. Pages tell whole tens, and whole percent of `skipped`: what
    # all statements were shown to together follows from how far people came.
    shown: int
    skipped: Portion  # of those
    mean: float | None  # of the answers as given, 1 to 5, to two decimals
    deviation: float | None  # their standard deviation, likewise
    correlation: float | None  # corrected item-total correlation, -1 to 1, to two decimals
    marks: tuple[str, ...]  # codes of MARKS, why somebody should look at it
    days: Days | None


# What makes a statement worth a look, and how many answers it takes to say so.
MARKS = ("reversed", "unrelated", "skipped", "same", "low", "high")
JUDGED_FROM = 50  # answers: with fewer, chance alone leads past these limits now and then
REVERSED_BELOW = 0.0  # item-total correlation: maybe it is scored the wrong way round
UNRELATED_BELOW = 0.2  # likewise: below .2 or .3 an item is usually revised (Nunnally 1978)
SKIPPED_ABOVE = 0.1  # share: what one in ten won't answer is unclear or unwelcome
SAME_BELOW = 0.6  # standard deviation: nearly all answer alike, so it tells nobody apart
LOW_BELOW, HIGH_ABOVE = 1.5, 4.5  # mean: nearly everybody is at one end of the scale


@dataclass(frozen=True, slots=True)
class Period:
    """All figures of one selection."""

    selection: Selection
    started: Figure
    finished: Figure
    completion: Portion  # finished of started
    seconds: Figure  # the median from start to result
    shared: Portion  # of the finished, with at least one public link
    noted: Portion  # of the finished, with any response-quality note
    fast: Portion  # of the finished, with the note "fast"
    funnel: Funnel
    leaders: PortionTable
    close_calls: Portion  # of the finished; as in `certainties`
    certainties: PortionTable  # "clear", "leaning", "close", "no_direction"
    second_step: DaysStep
    notes: tuple[PortionRow, ...]  # by code of quality.NOTES; each covers days of its own
    gaps: PortionTable  # ten rows, by tenths of the probability from the first role to the second
    statements: tuple[StatementRow, ...]
    hit_rate: Portion  # choices, not people: for the leader's day, against the last role's
    hit_rates: tuple[PortionRow, ...]  # likewise for each role that led


OUTSIDE = 0.05  # of intervals do not hold the true figure, see `intervals`


@dataclass(frozen=True, slots=True)
class Contrast:
    """A share in two periods."""

    table: str  # a name of PERIOD_SHARES
    key: str  # of the row; "" for a figure that is no table
    chosen: Portion
    compared: Portion
    difference: float  # of the shares, chosen less compared, -1 to 1
    interval: Interval | None  # of the difference; None when both cover a day of the same people

    @property
    def is_certain(self) -> bool:
        """Whether the interval excludes 0."""
        return self.interval is not None and not self.interval.low <= 0 <= self.interval.high


def chance_explains(certain: int, count: int) -> bool:
    """Whether so many of `count` shares may seem to differ where none does: one in twenty does by
    chance, so that many have to turn up by chance more than one time in twenty. A rough guide:
    shares that hang together also stand out together."""
    fewer = (
        math.comb(count, found) * OUTSIDE**found * (1 - OUTSIDE) ** (count - found)
        for found in range(certain)
    )
    return round(sum(fewer), 9) < 1 - OUTSIDE


# In this order: what `Contrast.table` may be.
PERIOD_SHARES = ("completion", "shared", "noted", "leaders", "certainties", "taken", "changed")


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the statistics page shows."""

    chosen: Period
    compared: Period
    contrasts: tuple[Contrast, ...]  # of shares that are shown in both
    versions: tuple[int, ...]  # that can be chosen, the newest first
    languages: tuple[str, ...]  # that can be chosen; () when there is but one
    first_day: date | None  # on which anybody began; None before that
    last_day: date | None  # likewise the last one so far
    left_out: int | None  # attempts of all days that are in no figure; None when there are few
