"""What is said of calibration: nothing that tells of a few people."""

from dataclasses import replace

import pytest

from roles.domain.calibration import Agreement
from roles.domain.estimation import SettingEstimate
from roles.domain.learning import with_parts
from roles.domain.repeating import ReliabilityBin
from roles.domain.types import Impact
from roles.queries.draft import NOTHING
from roles.queries.lab import DraftImpact
from roles.wording import calibration as words
from roles.wording.impact import big_change_sentence, guarded_impact_words, impact_words
from roles.wording.names import RowNames
from tests.domain.test_learning import baselines_of, learnt
from tests.factories import make_catalog

OF = make_catalog()
NONE = learnt(OF)


@pytest.mark.parametrize(
    ("count", "total", "said"),
    [
        (50, 100, "50%"),
        (10, 100, "10%"),
        (90, 100, "90%"),
        (9, 100, "less than 10%"),
        (0, 100, "less than 10%"),
        (91, 100, "more than 90%"),
        (100, 100, "more than 90%"),
        (10, 12, "more than 17%"),
        (3, 12, "less than 83%"),
        (10, 10, "more than 0%"),
    ],
)
def test_disclosed_share_is_a_bound_where_it_would_tell_of_fewer_than_10(count, total, said):
    assert words.disclosed_share(count, total) == said


def test_fewer_than_10_sheets_are_said_to_be_too_few_alike():
    few = [replace(NONE, sheets=count, fewest=count, repeats=count) for count in (1, 9)]
    said = [
        (
            words.sheets_sentence(each),
            words.baselines_sentence(each, OF),
            words.setting_rows(each, OF),
            words.agreement_sentence(replace(each, agreement=Agreement(each.sheets, 1, 12.0))),
            words.reliability_sentence(each),
        )
        for each in few
    ]

    assert said[0] == said[1]


def test_baselines_sentences_differ_by_how_far_it_is():
    some = baselines_of(OF)[:1]
    cases = [
        replace(NONE, fewest=3),
        replace(NONE, fewest=20),
        replace(NONE, fewest=3, baselines=some),
        replace(NONE, fewest=20, baselines=some),
        replace(NONE, fewest=50, baselines=baselines_of(OF)),
    ]
    said = [words.baselines_sentence(each, OF) for each in cases]

    assert len(set(said)) == 5
    assert "30 more" in said[1]
    assert "30 more" in said[3]
    assert "0.50 points" in said[4]


def test_settings_are_told_with_their_error_and_why():
    found = SettingEstimate("contrast", 1.0, 0.81, 0.0412, True, 0.01371, 430)
    rows = [
        words.setting_rows(replace(NONE, contrast=each), OF)[0]
        for each in (
            found,
            replace(found, gain=-0.2),
            replace(found, is_clear=False),
            replace(found, is_clear=False, error=None),
        )
    ]

    assert words.setting_figures(rows[0]) == "0.8 -> 0.81 (error 0.04, gain per sheet 0.0137)"
    assert words.setting_figures(rows[3]) == "0.8 -> 0.81 (gain per sheet 0.0137)"
    assert len({row.finding for row in rows}) == 4
    off = SettingEstimate("scale_answers", 8.0, 0.0, None, True, 0.1, 430)
    assert words.setting_rows(replace(NONE, scale=off), OF)[1].value == "off"


def test_reliability_adds_up_over_the_bins():
    bins = (ReliabilityBin(150, 0.4, 60), ReliabilityBin(150, 0.8, 90))

    assert {"60%", "50%"} <= set(
        words.reliability_sentence(replace(NONE, reliability=bins)).split()
    )
    assert [row.repeated for row in words.reliability_rows(replace(NONE, reliability=bins))] == [
        *("40%", "60%")
    ]


# --- impact, for people who may see no single answers


def impact(moves, sheets=1240):
    """Of two roles that lead half of the results each, with so many that move each way."""
    forth, back = moves
    stay = {("thinker", "thinker"): sheets // 2 - forth, ("keeper", "keeper"): sheets // 2 - back}
    moved = {("thinker", "keeper"): forth, ("keeper", "thinker"): back}
    after = {"thinker": (sheets // 2 - forth + back) / sheets}
    return Impact(
        sheets=sheets,
        skipped=0,
        changed=forth + back,
        from_to=stay | {pair: count for pair, count in moved.items() if count},
        before={"thinker": 0.5, "keeper": 0.5},
        after=after | {"keeper": 1 - after["thinker"]},
    )


def guarded(moves, *, is_simulated=False, sheets=1240):
    found = DraftImpact(impact(moves, sheets), is_simulated)
    return guarded_impact_words(found, RowNames([NOTHING]))


def test_moves_of_many_are_shown_with_rounded_shares():
    words_ = guarded((30, 12))
    plain = impact_words(DraftImpact(impact((30, 12)), is_simulated=False), RowNames([NOTHING]))

    assert (words_.moves, words_.sentence) == (plain.moves, plain.sentence)
    assert [(share.before, share.after) for share in words_.shares] == [
        ("50\xa0%", "49\xa0%"),
        ("50\xa0%", "51\xa0%"),
    ]


@pytest.mark.parametrize("sheets", [100, 240, 700, 1240])
def test_a_move_of_few_cannot_be_told_from_one_of_none(sheets):
    """Neither from the table, nor from the sum, nor from the shares."""
    one, other = (guarded((few, 0), sheets=sheets) for few in (1, 4))

    assert one == other
    assert one.moves == ()


def test_few_moves_among_many_are_not_shown_by_subtraction():
    found = guarded((30, 3))

    assert found.moves == ()
    assert "about 3\xa0%" in found.sentence


def test_moves_of_simulated_people_are_shown_whole():
    found = DraftImpact(impact((30, 3)), is_simulated=True)

    assert guarded((30, 3), is_simulated=True) == impact_words(found, RowNames([NOTHING]))


# --- a warning where much would change


def warning(moves, *, is_simulated=False, sheets=1240):
    return big_change_sentence(
        DraftImpact(impact(moves, sheets), is_simulated), RowNames([NOTHING])
    )


def test_big_change_is_warned_of_with_rounded_figures():
    said = warning((250, 2))

    assert "about 1 person in 5" in said
    assert "70 of 100 instead of 50" in said or "30 of 100 instead of 50" in said
    assert "about 40 of 100 people" in warning((500, 0))
    assert "instead of" not in warning((60, 60))


@pytest.mark.parametrize(("moves", "sheets"), [((50, 12), 1240), ((9, 0), 100), ((0, 0), 100)])
def test_small_change_and_one_of_few_people_are_not_warned_of(moves, sheets):
    assert warning(moves, sheets=sheets) == ""


def test_big_change_of_simulated_people_is_warned_of():
    assert "1 person in 11" in warning((9, 0), is_simulated=True, sheets=100)


# --- what is in the draft already


def test_baselines_that_the_draft_has_are_said_to_be_there():
    found = replace(NONE, fewest=50, baselines=baselines_of(OF, at=OF.questions[0].baseline))
    there = with_parts(OF, found, ["baselines"])

    assert "already has" in words.baselines_sentence(found, there)
    assert "marks the settings as calibrated" in words.baselines_sentence(found, OF)


@pytest.mark.parametrize(
    ("before", "after", "is_sooner"),
    [(18.3, 18.0, True), (17.6, 18.2, False), (18.04, 18.01, False)],
)
def test_quiz_is_said_to_stop_sooner_where_it_does(before, after, is_sooner):
    found = replace(
        NONE,
        fewest=50,
        baselines=baselines_of(OF),
        agreement=Agreement(100, 60, before),
        agreement_after=Agreement(100, 60, after),
    )

    assert ("sooner" in words.baselines_sentence(found, OF)) is is_sooner


def test_settings_without_estimates_are_one_sentence():
    assert "120 more" in words.missing_sentence(replace(NONE, sheets=186, repeats=280))
    found = SettingEstimate("contrast", 1.0, 0.81, 0.0412, True, 0.01371, 430)
    all_there = replace(NONE, sheets=430, contrast=found, scale=found, temperature=found)
    assert words.missing_sentence(all_there) == ""


def test_column_is_named_after_what_was_chosen():
    chosen = [["baselines"], ["contrast"], ["baselines", "contrast"]]

    assert len({words.after_words(each, is_all=True) for each in chosen}) == 2
    assert words.after_words(["baselines"], is_all=False) == "With the draft and what you chose"
