"""Figures of the statistics page, made by hand: realistic numbers, without any counting."""

from dataclasses import replace
from datetime import date

from roles.domain.release import Days
from roles.domain.statistics import (
    Contrast,
    Dashboard,
    DaysStep,
    Figure,
    Funnel,
    FunnelRow,
    Period,
    Portion,
    PortionRow,
    PortionTable,
    Selection,
    StatementRow,
)
from roles.wording.statistics import FigureNames

CHOSEN = Selection(date(2026, 11, 1), date(2026, 11, 30))
COMPARED = Selection(date(2026, 10, 2), date(2026, 10, 31))
ROLES = {
    "product-manager": "Product manager",
    "product-owner": "Product owner",
    "project-manager": "Project manager",
    "program-manager": "Program manager",
    "project-coordinator": "Project coordinator",
}
TEXTS = {
    "talk-to-customers 11111111": "Talk with customers about what they need",
    "study-rivals 22222222": "Study what rivals offer",
    "write-plans 33333333": "Write a plan that says who does what by when",
    "write-plans 44444444": "Write plans",
}
NAMES = FigureNames(ROLES, TEXTS, {"study-rivals": "/admin/roles/question/2/change/"})


def make_days(of=CHOSEN):
    return Days(of.first, of.last)


def make_table(counts, of=CHOSEN):
    """A table of these people by key; None for who is not shown."""
    days, whole = make_days(of), 930
    rows = tuple(PortionRow(key, Portion(part, whole, days)) for key, part in counts.items())
    return PortionTable(rows, whole, days)


def make_funnel(of=CHOSEN):
    """1,240 start; 930 finish."""
    days = make_days(of)
    steps = (
        *(("page 1", 1240, 0, 0), ("page 2", 1240, 70, 0), ("page 3", 1170, 122, 210)),
        *(("page 4", 838, 31, 807), ("check", 1017, 45, None), ("days", 972, 42, None)),
    )
    rows = [
        FunnelRow(step, reached, Portion(stopped, reached, days), through)
        for step, reached, stopped, through in steps
    ]
    rows.append(FunnelRow("finished", 930, Portion(0, 930, days), None))
    return Funnel(tuple(rows), 1240, 930, days)


def make_statement(key, **changes):
    row = StatementRow(
        key=key,
        slug=key.split()[0],
        version=3,
        shown=612,
        skipped=Portion(14, 612, make_days()),
        mean=3.62,
        deviation=1.08,
        correlation=0.44,
        marks=(),
        days=make_days(),
    )
    return replace(row, **changes)


def make_statements():
    days = make_days()
    rivals = {"skipped": Portion(81, 588, days), "shown": 588, "mean": 2.4, "correlation": 0.12}
    return (
        make_statement("talk-to-customers 11111111"),
        make_statement("study-rivals 22222222", marks=("unrelated", "skipped"), **rivals),
        make_statement("write-plans 33333333", mean=4.61, deviation=0.55, marks=("same", "high")),
        make_statement(
            "write-plans 44444444",
            version=2,
            shown=19,
            mean=None,
            deviation=None,
            correlation=0.3,
        ),
    )


def make_period(of=CHOSEN, **changes):
    days = make_days(of)
    leaders = {"product-manager": 316, "product-owner": 270, "project-manager": 204}
    leaders |= {"program-manager": 140, "project-coordinator": None}
    certainties = {"clear": 381, "leaning": 240, "close": 270, "no_direction": 39}
    notes = {"same_answer": 31, "flat": 22, "pattern": None, "scattered": 25, "fast": 28}
    hits = {"product-manager": (164, 201), "product-owner": (98, 140), "project-manager": (61, 90)}
    gaps = (148, 171, 160, 128, 101, 82, 61, 43, 24, 12)
    step = DaysStep(
        offered=Portion(412, 930, days),
        open=Portion(30, 412, days),
        skipped=Portion(114, 412, days),
        taken=Portion(268, 412, days),
        changed=Portion(61, 268, days),
    )
    period = Period(
        selection=of,
        started=Figure(1240, days),
        finished=Figure(930, days),
        completion=Portion(930, 1240, days),
        seconds=Figure(218, days),
        shared=Portion(112, 930, days),
        noted=Portion(84, 930, days),
        fast=Portion(28, 930, days),
        funnel=make_funnel(of),
        leaders=make_table(leaders, of),
        close_calls=Portion(270, 930, days),
        certainties=make_table(certainties, of),
        second_step=step,
        notes=tuple(PortionRow(key, Portion(part, 930, days)) for key, part in notes.items()),
        gaps=make_table({str(tenth): part for tenth, part in enumerate(gaps)}, of),
        statements=make_statements(),
        hit_rate=Portion(323, 431, days),
        hit_rates=tuple(PortionRow(slug, Portion(*pair, days)) for slug, pair in hits.items()),
    )
    return replace(period, **changes)


def make_contrast(table="completion", key="", chosen=930, compared=741, interval=None):
    """A share of 1,240 people beside one of 1,102."""
    portions = Portion(chosen, 1240, make_days()), Portion(compared, 1102, make_days(COMPARED))
    difference = (portions[0].share or 0) - (portions[1].share or 0)
    return Contrast(table, key, *portions, difference, interval)


def make_dashboard(**changes):
    held = Dashboard(
        chosen=make_period(),
        compared=make_period(COMPARED, started=Figure(1102, make_days(COMPARED))),
        contrasts=(make_contrast(),),
        versions=(3, 2),
        languages=(),
        first_day=date(2026, 3, 9),
        last_day=date(2026, 11, 30),
        left_out=None,
    )
    return replace(held, **changes)
