"""The statistics page as a whole: what stands above its tables, and which tables it has."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from roles.domain.disclosure import ALONE, FEWEST
from roles.domain.statistics import Dashboard
from roles.wording.numbers import grouped
from roles.wording.statistics import (
    FigureNames,
    ShownFigure,
    day_words,
    figures_table,
    heading,
    nothing_sentence,
    other_days,
    shown_figures,
)
from roles.wording.statistics_contrasts import contrasts_table
from roles.wording.statistics_statements import statements_table
from roles.wording.statistics_tables import (
    certainties_table,
    days_table,
    funnel_table,
    gaps_table,
    hit_rate_table,
    leaders_table,
    notes_table,
)
from roles.wording.tables import FigureTable


@dataclass(frozen=True, slots=True)
class StatisticsPage:
    """What the page says, in its order. Other sections may stand between the two lots of tables."""

    heading: str
    nothing: str  # why there are no figures; "" when there are
    figures: tuple[ShownFigure, ...]
    figure_days: str  # which ones they cover, where these are not the chosen ones
    tables: tuple[FigureTable, ...]
    last_tables: tuple[FigureTable, ...]
    about: tuple[str, ...]  # sentences on how to read the tables
    hiding: tuple[str, ...]  # likewise on what is not shown, in full


def statistics_page(
    dashboard: Dashboard, names: FigureNames, *, sort: str = "", address: Callable[[str], str] = str
) -> StatisticsPage:
    """
    Args:
        sort, address: see `statements_table`.
    """
    is_empty = dashboard.chosen.started.days is None
    chosen = dashboard.chosen
    return StatisticsPage(
        heading(dashboard),
        nothing_sentence(dashboard) if is_empty else "",
        () if is_empty else shown_figures(dashboard),
        other_days(chosen.started.days, chosen.selection),
        ()
        if is_empty
        else (
            funnel_table(chosen.funnel, chosen.selection),
            leaders_table(chosen, names),
            certainties_table(chosen),
            days_table(chosen.second_step, chosen.selection),
            notes_table(chosen),
            statements_table(chosen, names, sort=sort, address=address),
            gaps_table(chosen),
            hit_rate_table(chosen, names),
        ),
        () if is_empty else (contrasts_table(dashboard, names),),
        about_sentences(),
        hiding_sentences(dashboard.left_out),
    )


def file_tables(page: StatisticsPage, dashboard: Dashboard) -> tuple[FigureTable, ...]:
    """All that the page shows, as tables."""
    return (figures_table(dashboard), *page.tables, *page.last_tables)


def about_sentences() -> tuple[str, ...]:
    """How to read the tables, in short."""
    return (
        _(
            "To protect people, we never show fewer than %(count)s. Where few people did "
            "something, earlier days are added until there are enough; the table then says which "
            "days it covers."
        )
        % {"count": FEWEST},
        _(
            "“Likely between” is a 95% confidence interval: of 100 ranges worked out like this, "
            "about 95 hold the true figure."
        ),
    )


def hiding_sentences(left_out: int | None) -> tuple[str, ...]:
    """What exactly is not shown, and why tables may cover other days than were chosen."""
    sentences: tuple[str, ...] = (
        _(
            "Days on which few people came are put together with the days after them. Such a run "
            "of days is shown when its last day is among the days you chose. What happens rarely "
            "needs longer runs."
        ),
        _(
            "Where a number would be smaller than %(count)s, it's hidden, and so is another one "
            "from which it could be worked out. The page doesn't say which of the two is which."
        )
        % {"count": FEWEST},
        _(
            "A single version or language can be chosen once it has %(count)s results that can be "
            "shown by themselves."
        )
        % {"count": ALONE},
    )
    if left_out:
        sentences += (
            _("%(count)s attempts are in no figure, as they're too few for a run of days.")
            % {"count": grouped(left_out)},
        )
    return sentences


def counted_sentence(time: str) -> str:
    return _("Counted at %(time)s and kept for ten minutes.") % {"time": time}


def versions_hint(versions: Collection[int]) -> str:
    """When versions can be chosen; "" once they can."""
    if versions:
        return ""
    return _("A version can be chosen from %(count)s results on.") % {"count": ALONE}


def job_warning(missing_since: date | None, counted_until: date | None) -> str:
    """That the daily job is behind; "" when it is not."""
    if missing_since is None:
        return ""
    if counted_until is None:
        return _(
            "The daily job has never counted what people did, so attempts from %(day)s on are "
            "missing here. Ask whoever runs this site to have “jobs” run once a day."
        ) % {"day": day_words(missing_since)}
    return _(
        "The daily job last counted %(last)s, so attempts from %(day)s on may be missing here. Ask "
        "whoever runs this site to look at it."
    ) % {"last": day_words(counted_until), "day": day_words(missing_since)}
