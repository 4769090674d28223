"""The figures of the statistics page, from counts made by hand."""

from collections import Counter
from datetime import date, timedelta

import pytest

from roles.domain.counts import Controls, Counts
from roles.domain.dashboard import dashboard, period
from roles.domain.intervals import newcombe, wilson
from roles.domain.release import DayRow, Days, release
from roles.domain.statistics import Portion, Selection, chance_explains

FIRST = date(2026, 3, 1)
FUNNEL = {"page 2": 12, "page 3": 20, "check": 15, "days": 10}  # of 200


def day(number):
    return FIRST + timedelta(days=number)


def make_counts(**changes):
    """Two hundred attempts, none of whose cells is small."""
    counts = Counts(
        started=200,
        ends=Counter(FUNNEL | {"finished": 143}),
        pages=Counter({2: 62, 3: 138}),
        leaders=Counter(maker=93, keeper=50),
        certainties=Counter(clear=60, leaning=43, close=25, no_direction=15),
        second_step=Counter(not_offered=70, open=11, skipped=20, same=30, changed=12),
        notes=Counter(fast=30, flat=25),
        noted=45,
        seconds=Counter({60: 70, 90: 3, 120: 70}),
        gaps=Counter({0: 43, 3: 100}),
        shared=20,
        links=25,
        controls={"maker": Controls(60, 90), "keeper": Controls(40, 70)},
    )
    for name, value in changes.items():
        setattr(counts, name, value)
    return counts


def rows(*counts, version=1, language="en"):
    """One day each."""
    return [DayRow(day(number), version, language, each) for number, each in enumerate(counts)]


def shown(given, first=0, last=40, **chosen):
    return period(release(given), Selection(day(first), day(last), **chosen))


def portions(table):
    return {row.key: row.portion.part for row in table.rows}


ONE_DAY = Days(FIRST, FIRST)


def test_six_figures_are_those_of_the_counts():
    found = shown(rows(make_counts()))

    assert (found.started.value, found.finished.value, found.seconds.value) == (200, 143, 90)
    assert found.completion == Portion(143, 200, ONE_DAY)
    assert found.shared == Portion(20, 143, ONE_DAY)
    assert (found.noted.part, found.fast) == (45, Portion(30, 143, ONE_DAY))
    assert found.completion.share == 0.715
    assert found.completion.interval == wilson(143, 200)


def test_funnel_adds_up_step_by_step():
    funnel = shown(rows(make_counts())).funnel
    steps = {row.step: (row.reached, row.stopped.part, row.through) for row in funnel.rows}

    assert steps == {
        "page 1": (200, 0, 0),
        "page 2": (200, 12, 50),
        "page 3": (138, 20, 118),
        "check": (168, 15, None),
        "days": (153, 10, None),
        "finished": (143, 0, None),
    }
    assert funnel.started - sum(row.stopped.part for row in funnel.rows) == funnel.finished
    assert funnel.rows[2].stopped.share == 20 / 138


def test_tables_hold_each_cell():
    found = shown(rows(make_counts()))

    assert portions(found.leaders) == {"maker": 93, "keeper": 50}
    assert portions(found.certainties) == make_counts().certainties
    assert found.close_calls.part == 25
    assert portions(found.gaps) == {str(each): 0 for each in range(10)} | {"0": 43, "3": 100}
    step = found.second_step
    assert (step.offered.part, step.offered.whole) == (73, 143)
    assert [each.part for each in (step.open, step.skipped, step.taken)] == [11, 20, 42]
    assert (step.changed.part, step.changed.whole) == (12, 42)
    rates = {row.key: (row.portion.part, row.portion.whole) for row in found.hit_rates}
    assert rates == {"maker": (60, 90), "keeper": (40, 70)}
    assert (found.hit_rate.part, found.hit_rate.whole) == (100, 160)


def test_small_cells_are_hidden_with_a_second_one():
    rare = Counter(maker=93, keeper=37, mixer=13 - 9, thinker=9)
    leaders = shown(rows(make_counts(leaders=rare))).leaders

    assert portions(leaders) == {"maker": 93, "keeper": 37, "mixer": None, "thinker": None}
    assert leaders.whole == 143


def test_funnel_tells_who_reached_a_page_where_no_hidden_cell_is_needed():
    ends = Counter({"page 2": 5, "page 3": 7, "page 4": 20, "check": 25, "finished": 143})
    pages = Counter({2: 5, 3: 60, 4: 135})
    rows_of = shown(rows(make_counts(ends=ends, pages=pages))).funnel.rows
    steps = {row.step: (row.reached, row.stopped.part) for row in rows_of}

    assert steps["page 1"] == (200, 0)
    assert steps["page 2"] == (200, None)
    assert steps["page 3"] == (None, None)
    assert steps["page 4"] == (None, None)  # the third one hidden
    assert steps["check"] == (168, 25)


def test_hardly_anybody_gave_up_hides_how_many_began():
    ends = Counter(finished=143, check=4)
    found = shown(rows(make_counts(started=147, ends=ends, pages=Counter({3: 147}))))

    assert (found.started.value, found.finished.value) == (None, 143)
    assert (found.completion.part, found.completion.whole) == (143, None)
    assert (found.funnel.rows, found.statements) == ((), ())
    assert portions(found.leaders) == {"maker": 93, "keeper": 50}


def test_fewer_than_ten_results_show_nothing():
    few = make_counts(started=20, ends=Counter(finished=9, check=11), pages=Counter({3: 20}))
    found = release(rows(few))

    assert (found.strata, found.left_out, found.first_day) == ((), 20, FIRST)
    nothing = period(found, Selection(FIRST, FIRST))
    assert (nothing.started.value, nothing.leaders.rows, nothing.statements) == (None, (), ())
    assert (nothing.completion.share, nothing.certainties.rows) == (None, ())
    assert release([]).left_out == 0
    assert release(rows(Counts(started=9, ends=Counter(check=9)))).left_out is None


# --- days, versions, languages


def small_counts(finished, unfinished=10):
    """As many as given, all alike."""
    return Counts(
        started=finished + unfinished,
        ends=Counter(finished=finished, check=unfinished),
        pages=Counter({2: finished + unfinished}),
        leaders=Counter(maker=finished),
        certainties=Counter(clear=finished),
        second_step=Counter(not_offered=finished),
        gaps=Counter({3: finished}),
        shared=finished // 2,
    )


def test_days_are_shown_in_whole_runs_that_end_in_the_range():
    given = rows(*[small_counts(6, 5)] * 7)  # two days hold ten of both, four ten who shared

    assert shown(given).finished.value == 42
    assert shown(given, 2, 4).finished.value == 12
    assert shown(given, 2, 4).finished.days == Days(day(2), day(3))
    assert shown(given, 3, 3).finished.value == 12
    assert shown(given, 4, 4).finished.value is None
    assert shown(given, 5, 6).finished.days == Days(day(4), day(6))
    assert shown(given, 5, 6).shared == Portion(21, 42, Days(day(0), day(6)))


def test_versions_and_languages_stand_alone_from_a_hundred_results_on():
    given = [
        *rows(small_counts(100), version=1),
        *rows(small_counts(60), small_counts(40), version=2),
        *rows(small_counts(99), version=2, language="de"),
        *rows(small_counts(30), version=3),
    ]
    found = release(given)

    assert (found.versions, found.languages) == ((2, 1), ())
    assert len(found.strata) == 3
    assert shown(given, version=2).finished.value == 100
    assert shown(given).finished.value == 329
    assert shown(given, version=3).finished.value is None
    assert release([*given, *rows(small_counts(1), version=2, language="de")]).languages == (
        "de",
        "en",
    )


def test_cell_that_one_version_hides_is_hidden_in_the_sum():
    one = make_counts(leaders=Counter(maker=93, keeper=43, mixer=7))
    found = shown([*rows(one), *rows(make_counts(), version=2)])

    assert portions(found.leaders) == {"maker": 186, "keeper": None, "mixer": None}
    assert found.leaders.whole == 286


# --- statements


def with_statement(key="ask 00000000", people=(), skipped=0, pairs=()):
    counts = make_counts()
    statement = counts.statement(key)
    for answer in [*people, *[None] * skipped]:
        statement.add_answer(answer)
    for own, rest in pairs:
        statement.add_pair(own, rest)
    return counts


def test_statement_has_its_figures():
    pairs = [(1, 1), (-1, -1), (1, -1), (-1, 1), (1, 1)] * 12
    (row,) = shown(
        rows(with_statement(people=[4] * 30 + [2] * 30, skipped=12, pairs=pairs))
    ).statements

    assert (row.key, row.slug, row.version) == ("ask 00000000", "ask", 1)
    assert (row.shown, row.skipped.part, row.mean, row.deviation) == (72, 12, 3.0, 1.0)
    assert row.correlation == 0.17
    assert row.marks == ("unrelated", "skipped")
    assert row.days == ONE_DAY


UP, DOWN, EVEN = [(1, 1), (-1, -1)], [(1, -1), (-1, 1)], [(1, 1), (-1, -1), (1, -1), (-1, 1)]


@pytest.mark.parametrize(
    ("people", "skipped", "pairs", "marks"),
    [
        ([1, 5] * 25, 0, UP * 25, ()),
        ([1, 5] * 25, 0, DOWN * 25, ("reversed",)),
        ([1, 5] * 25, 0, EVEN * 13, ("unrelated",)),
        ([1, 5] * 25, 0, EVEN * 12, ()),  # too few to tell
        ([1, 5] * 50, 11, UP * 50, ()),
        ([1, 5] * 49, 11, UP * 49, ("skipped",)),
        ([3] * 45 + [4] * 5, 0, UP * 25, ("same",)),
        ([3] * 44 + [4] * 5, 0, UP * 25, ()),
        ([1] * 46 + [5] * 4, 0, UP * 25, ("low",)),
        ([5] * 46 + [1] * 4, 0, UP * 25, ("high",)),
        ([5] * 50, 0, UP * 25, ("same", "high")),
    ],
)
def test_statement_is_marked_where_it_fails(people, skipped, pairs, marks):
    given = rows(with_statement(people=people, skipped=skipped, pairs=pairs))
    assert shown(given).statements[0].marks == marks


def test_statement_that_few_skip_hides_how_many_answered():
    (row,) = shown(rows(with_statement(people=[4] * 60, skipped=9))).statements
    assert (row.shown, row.skipped.part, row.mean) == (69, None, 4.0)


def test_statement_that_few_answer_has_no_mean():
    (row,) = shown(rows(with_statement(people=[4] * 9, skipped=60))).statements
    assert (row.shown, row.skipped.part, row.mean, row.deviation) == (69, None, None, None)


def test_statement_spans_versions_as_long_as_it_is_worded_the_same():
    given = [
        *rows(with_statement(people=[4] * 30)),
        *rows(with_statement(people=[1] * 60), version=2),
        *rows(with_statement("ask 11111111", people=[5] * 20), version=3),
    ]
    found = {row.key: (row.shown, row.mean, row.version) for row in shown(given).statements}

    assert found == {"ask 00000000": (90, 2.0, 2), "ask 11111111": (20, 5.0, 3)}


def test_means_of_parts_and_whole_do_not_tell_how_many_skipped():
    """Nine of ninety-nine skipped it: the exact mean of both versions would be 1.95."""
    given = [
        *rows(with_statement(people=[4] * 90, skipped=9)),
        *rows(with_statement(people=[1] * 195), version=2),
    ]
    assert shown(given).statements[0].mean == round((4 * 99 + 195) / 294, 2) == 2.01


# --- two periods side by side


def test_periods_are_compared_share_by_share():
    given = rows(make_counts(), make_counts(ends=Counter(FUNNEL | {"finished": 143, "days": 10})))
    given[1].counts.leaders = Counter(maker=120, keeper=23)
    found = dashboard(release(given), Selection(day(1), day(1)))
    contrasts = {(each.table, each.key): each for each in found.contrasts}

    assert (found.compared.selection.first, found.compared.selection.last) == (FIRST, FIRST)
    maker = contrasts["leaders", "maker"]
    assert maker.difference == pytest.approx(27 / 143)
    assert (maker.interval, maker.is_certain) == (newcombe((120, 143), (93, 143)), True)
    assert (contrasts["completion", ""].difference, contrasts["completion", ""].is_certain) == (
        0,
        False,
    )
    assert contrasts.keys() == {
        *(("completion", ""), ("shared", ""), ("noted", ""), ("taken", ""), ("changed", "")),
        *(("leaders", "maker"), ("leaders", "keeper")),
        *(("certainties", word) for word in make_counts().certainties),
    }


def test_periods_that_share_people_have_no_interval():
    given = [*rows(make_counts(), make_counts()), *rows(make_counts(), version=2)]
    chosen = Selection(day(0), day(1), version=1)
    intervals = {
        name: {each.interval is None for each in dashboard(release(given), chosen, other).contrasts}
        for name, other in {
            "all": Selection(day(1), day(1)),
            "version": Selection(day(0), day(1), version=2),
        }.items()
    }
    assert intervals == {"all": {True}, "version": {False}}


def test_share_that_covers_days_of_both_periods_has_no_interval():
    """Three days of the second version make a run; those of the first stand alone."""
    given = [*rows(*[small_counts(100)] * 3), *rows(*[small_counts(4, 4)] * 3, version=2)]
    found = dashboard(release(given), Selection(day(1), day(2)), Selection(day(0), day(0)))

    (completion,) = [each for each in found.contrasts if each.table == "completion"]
    first_version_alone = Days(day(0), day(0), is_partial=True)
    assert completion.chosen.days == Days(day(0), day(2))
    assert completion.compared.days == first_version_alone
    assert completion.interval is None


@pytest.mark.parametrize(
    ("certain", "count", "explained"),
    [(1, 1, False), (1, 2, True), (2, 7, False), (2, 8, True), (2, 14, True), (3, 14, False)],
)
def test_chance_explains_what_it_brings_about_more_than_once_in_twenty_times(
    certain, count, explained
):
    assert chance_explains(certain, count) == explained
