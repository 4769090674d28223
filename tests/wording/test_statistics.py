"""What the statistics page says of figures made by hand."""

from dataclasses import replace
from datetime import date

import pytest

from roles.domain.hit_rate import choices_interval
from roles.domain.intervals import Interval, wilson
from roles.domain.statistics import Funnel, FunnelRow, Portion, PortionRow, Selection
from roles.wording.statistics import days_words, duration, percent, selection_words
from roles.wording.statistics_page import hiding_sentences, job_warning, statistics_page
from roles.wording.statistics_statements import SORTS, mark_sentence, statements_table
from tests.wording.dashboards import (
    CHOSEN,
    COMPARED,
    NAMES,
    make_contrast,
    make_dashboard,
    make_days,
    make_period,
    make_table,
)


def make_page(**changes):
    return statistics_page(make_dashboard(**changes), NAMES)


def table(slug, **changes):
    page = make_page(**changes)
    return next(each for each in (*page.tables, *page.last_tables) if each.slug == slug)


def cells(found, name):
    return [cell.text for row in found.rows if row.name == name for cell in row.cells]


# --- days and times


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 5, 3), date(2026, 5, 3), "3 May 2026"),
        (date(2026, 5, 3), date(2026, 5, 20), "3 to 20 May 2026"),
        (date(2026, 5, 3), date(2026, 6, 3), "3 May to 3 June 2026"),
        (date(2025, 12, 3), date(2026, 1, 2), "3 December 2025 to 2 January 2026"),
    ],
)
def test_days_are_told_with_no_more_than_they_need(first, last, words):
    assert days_words(first, last) == words


@pytest.mark.parametrize(
    ("version", "language", "parts"),
    [(None, None, []), (3, None, ["version 3"]), (None, "de", ["German"]), (3, "de", ["3", "Ger"])],
)
def test_selection_is_told_with_what_was_chosen(version, language, parts):
    words = selection_words(Selection(CHOSEN.first, CHOSEN.last, version, language))
    assert words.startswith("1 to 30 November 2026")
    assert all(part in words for part in parts)


def test_language_that_nobody_knows_keeps_its_code():
    assert selection_words(Selection(CHOSEN.first, CHOSEN.last, None, "xx")).endswith("in xx")


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0%"), (0.004, "under 1%"), (0.005, "under 1%"), (0.006, "1%"), (0.1, "10%"), (1, "100%")],
)
def test_share_that_is_not_nothing_does_not_look_like_it(share, words):
    assert percent(share) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(48, "48 s"), (60, "1 min 0 s"), (218.5, "3 min 38 s")]
)
def test_time_is_told_to_the_second(seconds, words):
    assert duration(seconds) == words


# --- findings


def test_funnel_says_where_most_people_stop_and_adds_up():
    found = table("funnel")
    assert "930 of 1,240" in found.caption
    assert "page 3" in found.caption
    assert "10 of 100" in found.caption
    assert found.notes[:1] == ("1,240 started, 310 stopped somewhere, 930 finished.",)
    assert cells(found, "Page 3") == ["1,170", "10%", "122", "210"]


@pytest.mark.parametrize(
    ("step", "words"), [("check", "checking"), ("days", "choose between days")]
)
def test_funnel_says_so_when_most_people_stop_after_the_pages(step, words):
    funnel = make_period().funnel
    rows = [row for row in funnel.rows if row.step in (step, "finished")]
    few = Funnel(tuple(rows), funnel.started, funnel.finished, funnel.days)
    assert words in table("funnel", chosen=make_period(funnel=few)).caption


def test_funnel_does_not_say_how_many_reached_a_step_that_few_are_offered():
    cells_of = cells(table("funnel"), "Choosing between days, if offered")
    assert cells_of == [*2 * ["\N{EN DASH}"], "42", "\N{EN DASH}"]


@pytest.mark.parametrize(("stopped", "through"), [(0, 0), (12, 0), (0, 30), (None, 0)])
def test_funnel_begins_with_the_first_step_that_there_is_anything_to(stopped, through):
    funnel = make_period().funnel
    first = FunnelRow("page 1", 1240, Portion(stopped, 1240, funnel.days), through)
    other = replace(funnel, rows=(first, *funnel.rows[1:]))
    names = [row.name for row in table("funnel", chosen=make_period(funnel=other)).rows]

    assert names[0] == ("Page 2" if (stopped, through) == (0, 0) else "Page 1")


def test_roles_are_listed_by_size_with_those_not_shown_last():
    found = table("leaders")
    assert [row.name for row in found.rows][::4] == ["Product manager", "Project coordinator"]
    assert "Product manager" in found.caption
    assert "34 of 100" in found.caption
    assert "29 of 100" in found.caption
    assert found.rows[-1].cells[0].is_quiet


def test_share_has_a_bar_with_its_interval_and_a_plain_value():
    share = table("leaders").rows[0].cells[1]
    assert (share.text, share.value, share.bar.width) == ("34%", 0.3398, 34.0)
    assert share.bar.low < 34 < share.bar.high
    assert share.bar.interval_width == pytest.approx(share.bar.high - share.bar.low)


def test_hidden_cells_say_so_once_a_row_and_in_each_cell_of_the_file():
    row = table("leaders").rows[-1]
    assert [cell.text for cell in row.cells] == ["fewer than 10, or hidden", *2 * ["\N{EN DASH}"]]
    assert {cell.value for cell in row.cells} == {"fewer than 10, or hidden"}
    assert [cell.bar for cell in row.cells] == [None, None, None]


@pytest.mark.parametrize(
    ("most", "words"),
    [("clear", "Clear"), ("leaning", "lean "), ("close", "close"), ("no_direction", "no direc")],
)
def test_certainty_says_which_result_is_most_common(most, words):
    shares = dict.fromkeys(("clear", "leaning", "close", "no_direction"), 100) | {most: 630}
    found = table("certainties", chosen=make_period(certainties=make_table(shares)))
    assert "68 of 100" in found.caption
    assert words in found.caption


def test_second_step_says_how_many_take_it_and_what_it_changes():
    caption = table("second-step").caption
    assert caption.startswith("44 of 100")
    assert "65 of 100" in caption
    assert "23 of 100" in caption


def test_hit_rate_says_how_often_and_how_sure_that_is():
    found = table("hit-rate")
    assert "75 of 100" in found.caption
    assert "between 69 and 80" in found.caption
    assert found.rows[-1].cells[2].text == "69% to 80%"
    assert wilson(161, 215) == choices_interval(323, 431)
    assert found.rows[-1].is_total

    unknown = make_period(hit_rate=Portion(None, None, None), hit_rates=())
    assert "from 20" in table("hit-rate", chosen=unknown).caption


@pytest.mark.parametrize(
    ("counts", "named"),
    [
        (((164, 201), (98, 140)), ["Product manager", "Product owner", "All roles"]),
        (((164, 201), (None, None)), ["Product manager", "All roles"]),
        (((None, None), (None, None)), ["All roles"]),
    ],
)
def test_hit_rate_of_roles_that_is_hidden_takes_one_sentence(counts, named):
    parts = zip(("product-manager", "product-owner"), counts, strict=True)
    rates = tuple(PortionRow(role, Portion(*pair, make_days())) for role, pair in parts)
    found = table("hit-rate", chosen=make_period(hit_rates=rates))

    assert [row.name for row in found.rows] == named
    assert len(found.notes) == (2 if len(named) == 3 else 3)


def test_gaps_are_ten_bars():
    found = table("gaps")
    assert [row.name for row in found.rows][::9] == ["0 to 9", "90 to 100"]
    assert "10 to 19" in found.caption


def test_table_of_other_days_says_which():
    days = make_days(Selection(date(2026, 10, 20), CHOSEN.last))
    leaders = make_period().leaders
    other = type(leaders)(leaders.rows, leaders.whole, days)

    found = table("leaders", chosen=make_period(leaders=other))

    assert table("leaders").days == ""
    assert "20 October" in found.days
    assert next(found.lines()) == ("leaders", "", "", found.days)


# --- statements


def order(sort=""):
    period = make_period()
    return [row.name[:11] for row in statements_table(period, NAMES, sort=sort).rows]


def test_statements_to_look_at_come_first_then_those_that_agree_least_with_others():
    assert order() == ["Study what ", "Write a pla", "Write plans", "Talk with c"]
    assert table("statements").caption.startswith("2 of 4 ")


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("statement", "Study what ", "Write plans"),
        ("-statement", "Write plans", "Study what "),
        ("mean", "Study what ", "Write plans"),
        ("-mean", "Write a pla", "Write plans"),
        ("nonsense", "Study what ", "Talk with c"),
    ],
)
def test_statements_are_sorted_with_those_without_a_figure_last(sort, first, last):
    assert (order(sort)[0], order(sort)[-1]) == (first, last)


@pytest.mark.parametrize("by", SORTS)
def test_each_column_leads_to_its_order_and_back(by):
    found = statements_table(make_period(), NAMES, sort=by)
    column = next(each for each in found.columns if each.order)
    assert (column.order, column.address) == ("ascending", f"-{by}")

    back = statements_table(make_period(), NAMES, sort=f"-{by}")
    assert [each.address for each in back.columns if each.order] == [by]


def test_statement_in_an_earlier_wording_says_so():
    names = [row.name for row in table("statements").rows]
    assert [name for name in names if "earlier wording" in name and "version 2" in name] == [
        names[2]
    ]


def test_statement_leads_to_its_form_where_it_may_be_seen():
    assert [row.address for row in table("statements").rows][:2] == [
        *("/admin/roles/question/2/change/", "")
    ]


@pytest.mark.parametrize("mark", ["reversed", "unrelated", "skipped", "same", "low", "high"])
def test_each_mark_says_what_to_look_at(mark):
    assert mark_sentence(mark).startswith("Look at this: ")


# --- what is compared


def test_figures_stand_beside_those_compared_with():
    started = make_page().figures[0]
    assert (started.text, started.before) == ("1,240", "in the days before: 1,102")

    same_days = Selection(CHOSEN.first, CHOSEN.last, 2)
    chosen = Selection(CHOSEN.first, CHOSEN.last, 3)
    versions = make_page(chosen=make_period(chosen), compared=make_period(same_days))
    assert versions.figures[0].before == "with version 2: 1,240"

    other = Selection(date(2026, 6, 1), date(2026, 6, 30))
    assert make_page(compared=make_period(other)).figures[0].before.endswith("days: 1,240")


def test_page_before_which_nobody_came_compares_with_nothing():
    page = make_page(first_day=CHOSEN.first)
    assert "compared" not in page.heading
    assert {figure.before for figure in page.figures} == {""}


@pytest.mark.parametrize(
    ("interval", "verdict"),
    [
        (Interval(0.04, 0.11), "Higher"),
        (Interval(-0.01, 0.11), "May be chance"),
        (None, "Can't be told"),
    ],
)
def test_difference_says_whether_it_may_be_chance(interval, verdict):
    found = table("comparison", contrasts=(make_contrast(interval=interval),))
    shown = cells(found, "Finished, of those who started")
    assert shown[:3] == ["75%", "67%", "+7.8 points"]
    assert shown[-1].startswith(verdict)


def test_comparison_states_the_largest_difference_that_is_no_chance():
    sure = Interval(-0.2, -0.1)
    pair = (
        make_contrast(interval=Interval(0.04, 0.11)),
        make_contrast("leaders", "product-owner", 300, 500, sure),
    )
    caption = table("comparison", contrasts=pair).caption

    assert caption.startswith("2 of 2 shares")
    assert "chance" not in caption
    assert "Closest role: Product owner" in caption
    assert "24 of 100, compared with 45 of 100" in caption


@pytest.mark.parametrize(("certain", "may_be_chance"), [(1, True), (2, True), (3, False)])
def test_comparison_says_so_when_no_more_shares_stand_out_than_chance_would_have(
    certain, may_be_chance
):
    sure, unsure = Interval(0.04, 0.11), Interval(-0.01, 0.11)
    given = [make_contrast(interval=sure)] * certain
    given += [make_contrast(interval=unsure)] * (14 - certain)
    caption = table("comparison", contrasts=tuple(given)).caption

    assert caption.startswith("One of 14" if certain == 1 else f"{certain} of 14")
    assert ("by chance" in caption) == may_be_chance


def test_comparison_tells_apart_shares_that_are_equal_in_whole_numbers():
    near = make_contrast(chosen=930, compared=824, interval=Interval(0.001, 0.003))
    shown = table("comparison", contrasts=(near,))
    assert cells(shown, "Finished, of those who started")[:3] == ["75%", "75%", "+0.2 points"]
    assert "75 of 100, compared with 74.8 of 100" in shown.caption


def test_comparison_names_days_that_are_not_those_of_the_column():
    contrast = make_contrast()
    other = Portion(930, 1240, make_days(Selection(date(2026, 10, 20), CHOSEN.last)))
    cells_of = table("comparison", contrasts=(replace(contrast, chosen=other),)).rows[0].cells
    assert [cell.days for cell in cells_of] == ["covers 20 Oct to 30 Nov 2026", "", "", "", ""]


def test_comparison_of_nothing_says_why():
    few = table("comparison", contrasts=())
    none = table("comparison", contrasts=(), first_day=CHOSEN.first)
    assert (few.rows, none.rows) == ((), ())
    assert "too few" in few.caption
    assert "no earlier days" in none.caption
    assert "1 November 2026" in none.caption


# --- what is not shown


def test_page_says_what_is_left_out():
    assert len(hiding_sentences(None)) + 1 == len(hiding_sentences(24))
    assert "24" in hiding_sentences(24)[-1]


def test_warning_names_the_day_from_which_attempts_are_missing():
    assert job_warning(None, date(2026, 5, 3)) == ""
    assert "9 May 2026" in job_warning(date(2026, 5, 9), date(2026, 5, 8))
    assert "9 March 2026" in job_warning(date(2026, 3, 9), None)


def test_page_that_can_show_nothing_has_no_tables():
    nothing = make_period(COMPARED, started=type(make_period().started)(None, None))
    page = make_page(chosen=nothing)
    assert (page.figures, page.tables, page.last_tables) == ((), (), ())
    assert "Choose more days" in page.nothing

    both = Selection(CHOSEN.first, CHOSEN.last, 3, "de")
    nothing = make_period(both, started=nothing.started)
    assert "this language" in make_page(chosen=nothing).nothing
