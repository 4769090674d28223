"""The tables of the statistics page about people: where they stop, what they get, what they do."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from roles.domain.release import FEWEST_CONTROLS
from roles.domain.statistics import DaysStep, Funnel, FunnelRow, Period, Portion, Selection
from roles.domain.statistics import PortionRow as Part
from roles.domain.statistics import PortionTable as Parts
from roles.wording.numbers import grouped, whole_of_100
from roles.wording.statistics import (
    FigureNames,
    choices_cells,
    choices_interval_of,
    columns,
    count_cell,
    interval_cells,
    likely,
    nothing,
    other_days,
    share_cell,
    short_days_words,
    too_few,
)
from roles.wording.tables import FigureTable, TableCell, TableColumn, TableRow

# --- where people stop


def funnel_table(funnel: Funnel, chosen: Selection) -> FigureTable:
    return FigureTable(
        "funnel",
        _("Where people stop"),
        _funnel_finding(funnel),
        columns(
            *(_("Step"), _("Reached it"), _("Share who stop here"), _("People who stop here")),
            _("Had enough answers"),
        ),
        tuple(_funnel_row(row) for row in funnel.rows if _is_told(row)) if funnel.days else (),
        other_days(funnel.days, chosen),
        (*_funnel_sum(funnel), *_funnel_notes()),
    )


def _is_told(row: FunnelRow) -> bool:
    """Whether there is anything to a step: nobody stops on page 1 who counts as started."""
    return row.step != "page 1" or (row.stopped.part, row.through) != (0, 0)


def _funnel_notes() -> tuple[str, ...]:
    return (
        _("People count as started once they send page 1."),
        _(
            "Not everyone is offered a choice between days. “Second step” says how many of those "
            "with a result were."
        ),
    )


def _funnel_sum(funnel: Funnel) -> tuple[str, ...]:
    if funnel.started is None or funnel.finished is None:
        return ()
    words = _("%(started)s started, %(stopped)s stopped somewhere, %(finished)s finished.")
    return (
        words
        % {
            "started": grouped(funnel.started),
            "stopped": grouped(funnel.started - funnel.finished),
            "finished": grouped(funnel.finished),
        },
    )


def _funnel_row(row: FunnelRow) -> TableRow:
    is_end, is_page = row.step == "finished", row.step.startswith("page ")
    is_offer = row.step == "days"  # `reached` counts more people than are offered it
    cells = (
        nothing() if is_offer else count_cell(row.reached),
        nothing() if is_end or is_offer else share_cell(row.stopped),
        nothing() if is_end else count_cell(row.stopped.part),
        count_cell(row.through) if is_page else nothing(),
    )
    return TableRow(step_name(row.step), cells, is_total=is_end)


def step_name(step: str) -> str:
    """A step of the quiz, as `FunnelRow.step` has it."""
    if step.startswith("page "):
        return _("Page %(number)s") % {"number": step.removeprefix("page ")}
    return {
        "check": _("Check your answers"),
        "days": _("Choosing between days, if offered"),
        "finished": _("Finished"),
    }[step]


def _funnel_finding(funnel: Funnel) -> str:
    if funnel.started is None or funnel.finished is None:
        return too_few()
    sums = {"started": grouped(funnel.started), "finished": grouped(funnel.finished)}
    stops = [row for row in funnel.rows if row.stopped.part]
    worst = max(stops, key=lambda row: row.stopped.part or 0, default=None)
    if worst is None or worst.stopped.share is None:
        return _("%(finished)s of %(started)s people finished.") % sums
    where = {"share": whole_of_100(worst.stopped.share), "step": step_name(worst.step)}
    if worst.step == "check":
        words = _(
            "%(finished)s of %(started)s people finished. More people stop while checking their "
            "answers than anywhere else: %(share)s who get there."
        )
    elif worst.step == "days":
        words = _(
            "%(finished)s of %(started)s people finished. More people stop when asked to choose "
            "between days than anywhere else."
        )
    else:
        where["step"] = worst.step.removeprefix("page ")
        words = _(
            "%(finished)s of %(started)s people finished. More people stop on page %(step)s than "
            "anywhere else: %(share)s who get there."
        )
    return words % (sums | where)


# --- which roles come first, and how sure


def leaders_table(period: Period, names: FigureNames) -> FigureTable:
    heads = columns(_("Role"), _("People"), _("Share"), likely())
    rows = sorted(period.leaders.rows, key=_by_size)
    shown = tuple(
        TableRow(
            names.roles.get(row.key, row.key),
            (count_cell(row.portion.part), *interval_cells(row.portion)),
        )
        for row in rows
    )
    return _parts_table(
        ("leaders", _("Closest roles")),
        (_leaders_finding(rows, period.close_calls, names), heads, shown),
        (period.leaders, period.selection),
    )


def _by_size(row: Part) -> int:
    """The largest first, what is not shown last."""
    return 1 if row.portion.part is None else -row.portion.part


def _parts_table(
    head: tuple[str, str],
    body: tuple[str, tuple[TableColumn, ...], tuple[TableRow, ...]],
    of: tuple[Parts, Selection],
    notes: tuple[str, ...] = (),
) -> FigureTable:
    finding, heads, rows = body
    parts, chosen = of
    if parts.days is None or not rows:
        return FigureTable(*head, too_few())
    return FigureTable(*head, finding, heads, rows, other_days(parts.days, chosen), notes)


def _leaders_finding(rows: list[Part], close: Portion, names: FigureNames) -> str:
    first = rows[0].portion.share if rows else None
    if first is None:
        return _("No role comes first often enough to show it.")
    words = {"role": names.roles.get(rows[0].key, rows[0].key), "share": whole_of_100(first)}
    if close.share is None:
        return _("%(role)s comes first most often: for %(share)s people.") % words
    return _(
        "%(role)s comes first most often: for %(share)s people. For %(close)s, two or three roles "
        "are close."
    ) % (words | {"close": whole_of_100(close.share)})


def certainty_names() -> dict[str, str]:
    return {
        "clear": _("Clear"),
        "leaning": _("Leaning towards one role"),
        "close": _("Close between two or three roles"),
        "no_direction": _("No direction"),
    }


def certainties_table(period: Period) -> FigureTable:
    heads = columns(_("Result"), _("People"), _("Share"))
    rows = tuple(
        TableRow(
            certainty_names()[row.key], (count_cell(row.portion.part), share_cell(row.portion))
        )
        for row in period.certainties.rows
    )
    return _parts_table(
        ("certainties", _("How sure results are")),
        (_certainties_finding(period.certainties), heads, rows),
        (period.certainties, period.selection),
    )


def _certainties_finding(parts: Parts) -> str:
    most = min(parts.rows, key=_by_size, default=None)
    if most is None or most.portion.share is None:
        return too_few()
    words = {
        "clear": _("Clear results are the most common: %(share)s."),
        "leaning": _("Most often, people lean towards one role: %(share)s."),
        "close": _("Most often, two or three roles are close: for %(share)s people."),
        "no_direction": _("Most often, answers point in no direction: for %(share)s people."),
    }[most.key]
    return words % {"share": whole_of_100(most.portion.share)}


# --- the second step


def days_table(step: DaysStep, chosen: Selection) -> FigureTable:
    lines = (
        (_("Were offered it"), step.offered, _("people with a result")),
        (_("Took it"), step.taken, _("people offered it")),
        (_("Skipped it"), step.skipped, _("people offered it")),
        (_("Did neither, and got their result"), step.open, _("people offered it")),
        (_("Got another closest role from it"), step.changed, _("people who took it")),
    )
    rows = tuple(
        TableRow(name, (count_cell(portion.part), share_cell(portion), TableCell(whom)))
        for name, portion, whom in lines
    )
    return FigureTable(
        "second-step",
        _("Second step"),
        _days_finding(step),
        columns(_("What people did"), _("People"), _("Share"), _("Out of")),
        rows if step.days else (),
        other_days(step.days, chosen),
    )


def _days_finding(step: DaysStep) -> str:
    offered, taken, changed = step.offered.share, step.taken.share, step.changed.share
    if step.days is None:
        return too_few()
    if offered is None or taken is None:
        return _("Too few people were offered the second step to say how many take it.")
    words = {"offered": whole_of_100(offered), "taken": whole_of_100(taken)}
    if changed is None:
        return (
            _(
                "%(offered)s people with a result were offered a choice between days. %(taken)s of "
                "them took it."
            )
            % words
        )
    return _(
        "%(offered)s people with a result were offered a choice between days. %(taken)s of them "
        "took it; for %(changed)s of those, another role then came first."
    ) % (words | {"changed": whole_of_100(changed)})


# --- how people answer


def note_names() -> dict[str, str]:
    """Response-quality notes, by code of quality.NOTES."""
    return {
        "same_answer": _("Same answer many times in a row"),
        "flat": _("Nearly the same answer throughout"),
        "pattern": _("Answers follow a pattern"),
        "scattered": _("Answers to similar statements vary a lot"),
        "fast": _("Very fast"),
    }


def notes_table(period: Period) -> FigureTable:
    shown = [row for row in period.notes if row.portion.days is not None]
    with_days = len({row.portion.days for row in shown}) > 1
    rows = tuple(_note_row(row, with_days=with_days) for row in shown)
    heads = columns(_("Warning"), _("People"), _("Share"), *([_("Days")] if with_days else []))
    head = ("notes", _("Signs of careless answers"))
    if not rows:
        return FigureTable(*head, too_few())
    days = "" if with_days else other_days(shown[0].portion.days, period.selection)
    note = _("A result can carry several.")
    return FigureTable(*head, _notes_finding(period), heads, rows, days, (note,))


def _note_row(row: Part, *, with_days: bool) -> TableRow:
    cells: tuple[TableCell, ...] = (count_cell(row.portion.part), share_cell(row.portion))
    if with_days and row.portion.days:
        cells += (TableCell(short_days_words(row.portion.days)),)
    return TableRow(note_names()[row.key], cells)


def _notes_finding(period: Period) -> str:
    share = period.noted.share
    most = min(period.notes, key=_by_size)
    if share is None:
        return _("Too few results carry a warning to say how many.")
    words = _("%(share)s results carry a warning, which keeps them from being called clear.")
    if most.portion.share is None:
        return words % {"share": whole_of_100(share)}
    words = _(
        "%(share)s results carry a warning, which keeps them from being called clear. The most "
        "common one is “%(note)s”."
    )
    return words % {"share": whole_of_100(share), "note": note_names()[most.key]}


# --- how far ahead the closest role is


def gaps_table(period: Period) -> FigureTable:
    heads = columns(_("Points ahead of the runner-up"), _("People"), _("Share"))
    rows = tuple(
        TableRow(_gap_name(row.key), (count_cell(row.portion.part), share_cell(row.portion)))
        for row in period.gaps.rows
    )
    most = min(period.gaps.rows, key=_by_size, default=None)
    if most is None or most.portion.share is None:
        finding = too_few()
    else:
        finding = _(
            "Most often the closest role is %(gap)s points ahead of the runner-up: for %(share)s "
            "people."
        ) % {"gap": _gap_name(most.key), "share": whole_of_100(most.portion.share)}
    note = _(
        "Of 100 retakes with other statements, how many more would go to the closest role than to "
        "the runner-up."
    )
    return _parts_table(
        ("gaps", _("How far ahead the closest role is")),
        (finding, heads, rows),
        (period.gaps, period.selection),
        (note,),
    )


def _gap_name(key: str) -> str:
    first = 10 * int(key)
    last = 100 if key == "9" else first + 9
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


# --- how often it is right


def hit_rate_table(period: Period, names: FigureNames) -> FigureTable:
    whole, interval = period.hit_rate, choices_interval_of(period.hit_rate)
    head = ("hit-rate", _("How often the closest role's day is chosen"))
    if whole.share is None or interval is None:
        return FigureTable(*head, _hit_rate_later())
    told = [row for row in period.hit_rates if row.portion.share is not None]
    rows = tuple(TableRow(names.roles.get(row.key, row.key), _choices(row.portion)) for row in told)
    total = TableRow(_("All roles"), _choices(whole), is_total=True)
    finding = _(
        "Asked to choose between a day of their closest role and a day of the role that came last, "
        "people took the closest role's day %(share)s times (likely between %(low)s and %(high)s)."
    ) % {
        "share": whole_of_100(whole.share),
        "low": round(100 * interval.low),
        "high": round(100 * interval.high),
    }
    return FigureTable(
        *head,
        finding,
        columns(_("Closest role"), _("Choices"), _("Took its day"), likely()),
        (*rows, total),
        other_days(whole.days, period.selection),
        tuple(_hit_rate_notes(is_short=len(told) < len(period.hit_rates), is_bare=not told)),
    )


def _choices(portion: Portion) -> tuple[TableCell, ...]:
    return count_cell(portion.whole), *choices_cells(portion)


def _hit_rate_later() -> str:
    return _(
        "Nothing to show for these days. Some people choose between a day of their closest role "
        "and a day of the role that came last; this appears from %(count)s of their choices on."
    ) % {"count": FEWEST_CONTROLS}


def _hit_rate_notes(*, is_short: bool, is_bare: bool) -> Iterator[str]:
    if is_bare:
        yield _("Too few choices to show this for each role.")
    elif is_short:
        yield _("Roles with too few choices are left out.")
    yield _(
        "Somebody may make two such choices, so the range is that of half as many. Chance alone "
        "would give 50 of 100."
    )
    yield _("Readers see the figure of all days of the version in force.")
