"""Results in the admin: found and read by staff. What nobody may do is in test_quiz.py."""

from datetime import timedelta
from typing import get_args
from urllib.parse import parse_qsl

import pytest

from roles.admin.results import LEVEL_WORDS, NOTE_WORDS
from roles.domain import quality, types
from roles.models import Result
from tests.admin.pages import make_staff
from tests.admin.records import SHEET, START, cells, change_url, filters, publish
from tests.factories import make_document, make_result, make_role
from tests.views.page import links, read_page

pytestmark = pytest.mark.django_db
LIST = "/admin/roles/result/"
KEEPER = {"find-ideas": 1, "weigh-ideas": 1, "keep-lists": 5, "tidy-files": 5}


def finish(version, sheet=SHEET, **changes):
    result = make_result(version, sheet)
    Result.objects.filter(pk=result.pk).update(**{"finished_at": START} | changes)
    return Result.objects.get(pk=result.pk)


def found(client, **lookups):
    """The results in the list, by their numbers."""
    return {row.pk for row in client.get(LIST, lookups).context["cl"].result_list}


def table_of(page, caption):
    (table,) = [table for table in page.all("table") if table.one("caption").text == caption]
    return cells(table)


@pytest.fixture
def reader(client):
    client.force_login(make_staff("Publishers"))
    return client


# --- finding


def test_result_list_shows_leader_certainty_version_and_notes(reader):
    version = publish()
    finish(version, notes=["flat", "fast"], certainty="close")
    finish(version, KEEPER, finished_at=START - timedelta(hours=1))
    table = read_page(reader.get(LIST)).one(id="result_list")

    assert cells(table) == [
        [
            "2 March 2026, 09:30 UTC",
            "Thinker",
            "close",
            "Version 1",
            "nearly the same answer throughout, very fast",
        ],
        ["2 March 2026, 08:30 UTC", "Keeper", "clear", "Version 1", "none"],
    ]


def test_result_list_offers_filters_and_nothing_that_reads_the_whole_table(reader):
    finish(publish())
    publish()
    page = read_page(reader.get(LIST))
    head = page.one(id="result_list").one("thead")

    assert filters(page) == ["certainty", "leader", "version", "finished"]
    assert page.all(id="changelist-filter-extra-actions") == []  # such as counts beside filters
    assert [text for text, _address in links(head) if text] == ["Finished"]  # to sort by


def test_result_list_finds_by_certainty_version_and_leader(reader):
    first, second = publish(), publish()
    thinker, close = finish(first, certainty="leaning"), finish(second, certainty="close")
    keeper = finish(second, KEEPER)

    assert found(reader) == {thinker.pk, close.pk, keeper.pk}
    assert found(reader, certainty__exact="close") == {close.pk}
    assert found(reader, version=second.number) == {close.pk, keeper.pk}
    assert found(reader, leader="thinker") == {thinker.pk, close.pk}
    assert found(reader, leader="keeper", certainty__exact="close") == set()


def test_result_list_finds_by_the_day_it_was_finished(reader):
    old, new = finish(publish()), make_result(publish(), SHEET)
    listed = reader.get(LIST)
    offered = dict(links(read_page(listed).one("details", data_filter_title="finished")))

    assert found(reader, **dict(parse_qsl(offered["Today"][1:]))) == {new.pk}
    assert found(reader) == {old.pk, new.pk}
    assert listed.context["cl"].date_hierarchy is None


def test_leader_is_named_as_its_version_named_it_and_the_filter_offers_all_by_their_last_names(
    reader,
):
    finish(publish())
    thinker, *others = make_document()["roles"]
    joiner = make_role("joiner", ideas=50, order=60)
    finish(publish(roles=[thinker | {"name": "Dreamer"}, *others[:1], joiner]))
    page = read_page(reader.get(LIST))

    assert [row[1] for row in cells(page.one(id="result_list"))] == ["Dreamer", "Thinker"]
    assert links(page.one("details", data_filter_title="leader")) == [
        ("All", "?"),
        ("Dreamer", "?leader=thinker"),
        ("Keeper", "?leader=keeper"),
        ("Joiner", "?leader=joiner"),
    ]


def test_leader_filter_offers_a_role_of_before_while_it_leads_a_result(reader):
    finish(publish(), KEEPER)
    thinker, _keeper, mixer = make_document()["roles"]
    publish(roles=[thinker, mixer])
    filter_ = read_page(reader.get(LIST)).one("details", data_filter_title="leader")

    assert [name for name, _address in links(filter_)] == ["All", "Thinker", "Mixer", "Keeper"]


@pytest.mark.parametrize("count", [1, 12])
def test_result_list_asks_as_much_for_many_as_for_one(reader, count, django_assert_num_queries):
    version = publish()
    for _number in range(count):
        make_result(version, SHEET)

    # Session, user, two for rights, one for the menu; four for leaders and their names, two for the
    # filter by version; count, rows, their version; three to renew the session, once a minute.
    with django_assert_num_queries(17):
        reader.get(LIST)


# --- reading


def test_result_page_shows_probabilities_scores_and_answers(reader, django_assert_num_queries):
    result = finish(publish())
    reader.get(change_url(result))  # what is kept for the next time
    # Session, user, two for rights, one for the menu; result, version, attempt.
    with django_assert_num_queries(8):
        page = read_page(reader.get(change_url(result)))

    assert table_of(page, "How likely each role is the closest") == [
        ["Thinker", "49.6%"],
        ["Mixer", "49.6%"],
        ["Keeper", "0.7%"],
    ]
    assert table_of(page, "Scores per dimension") == [
        ["Ideas", "2", "0", "0", "87.5", "+38"],
        ["Order", "2", "0", "0", "12.5", "\N{MINUS SIGN}38"],
    ]
    words = {5: "Like a lot", 4: "Like", 2: "Dislike", 1: "Dislike a lot"}
    assert table_of(page, "Answers it was scored from, in the order shown") == [
        [slug.replace("-", " ").capitalize(), words[answer]]
        for slug, answer in result.answers.items()
    ]
    assert list(result.answers) == [slug for page in result.attempt.pages for slug in page]


def test_result_page_shows_what_was_skipped_and_not_answered(reader):
    result = finish(publish(), SHEET | {"tidy-files": None})
    result.outcome_document["scores"][0] |= {
        "answered": 0,
        "open": 2,
        "mean": None,
        "pattern": None,
    }
    result.save()
    page = read_page(reader.get(change_url(result)))

    assert table_of(page, "Scores per dimension") == [
        ["Ideas", "0", "0", "2", "no answers", "no answers"],
        ["Order", "1", "1", "0", "25.0", "\N{MINUS SIGN}31"],
    ]
    assert ["Tidy files", "Skipped"] in table_of(
        page, "Answers it was scored from, in the order shown"
    )


def test_result_page_shows_remarks_and_leads_to_attempt_and_version(reader):
    result = finish(publish(), notes=["same_answer"], certainty="clear")
    result.outcome_document["level_remark"] = "liked_little"
    result.save()
    page = read_page(reader.get(change_url(result)))

    assert page.one(class_="field-leader_name").text == "Leader: Thinker"
    assert page.one(class_="field-certainty").text == "Certainty: clear"
    assert page.one(class_="field-notes_shown").text == "Notes: same answer in a row"
    assert page.one(class_="field-level_remark").text == "Level remark: liked little of the work"
    assert links(page.one(class_="field-attempt")) == [
        (f"Attempt {result.attempt_id}", change_url(result.attempt))
    ]
    assert links(page.one(class_="field-version")) == [("Version 1", change_url(result.version))]


def test_result_page_says_when_there_is_nothing_to_remark(reader):
    page = read_page(reader.get(change_url(finish(publish()))))

    assert page.one(class_="field-notes_shown").text == "Notes: none"
    assert page.one(class_="field-level_remark").text == "Level remark: none"


def test_every_note_and_remark_of_the_engine_has_its_words():
    assert tuple(NOTE_WORDS) == quality.NOTES
    assert tuple(LEVEL_WORDS) == get_args(types.LevelRemark)
