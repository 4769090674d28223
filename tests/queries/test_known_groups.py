"""What people said of their job later, as the page of statistics tells it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone

from roles.domain.known_groups import LEAST
from roles.models import Attempt, FitAnswer, Result, RolePage
from roles.pages.known_groups import fit_section
from roles.queries import known_groups as queries
from roles.queries.known_groups import known_groups
from tests.factories import make_catalog, make_result, make_version
from tests.views.page import read_html

pytestmark = pytest.mark.django_db

KEEPER = {"find-ideas": 1, "weigh-ideas": 1, "keep-lists": 5, "tidy-files": 5}
THINKER = {"find-ideas": 5, "weigh-ideas": 5, "keep-lists": 1, "tidy-files": 1}


@pytest.fixture
def version():
    settings = {"minimum_answers": 2, "stop_probability": 1.0, "panel_share": 0.0}
    return make_version(make_catalog(settings=settings))


def told(version, sheet, count, job="keeper", suits=4, days=40):
    """So many people with the result of a sheet, who said that so many days later."""
    result = make_result(version, sheet)
    first = Result.objects.defer(None).get(pk=result.pk)
    results = [first]
    for place in range(1, count):
        attempt = Attempt.objects.get(pk=first.attempt_id)
        attempt.pk, attempt.token = None, f"{result.pk:010}{place:012}"
        attempt.save(force_insert=True)
        copy = Result.objects.get(pk=first.pk)
        copy.pk, copy.attempt = None, attempt
        results.append(copy)
    Result.objects.bulk_create(results[1:])
    now = first.finished_at + timedelta(days=days)
    said = {"job": job, "suits": suits}
    FitAnswer.objects.bulk_create(
        FitAnswer(result=row, answered_at=now + timedelta(seconds=place), **said)
        for place, row in enumerate(results)
    )


def jobs():
    cache.clear()
    return known_groups()[1].jobs


def test_groups_before_the_first_publication_are_none():
    assert known_groups() is None
    assert fit_section() is None


def test_groups_tell_how_often_the_job_came_first(version):
    told(version, KEEPER, 24)
    told(version, THINKER, 6, suits=5, days=41)
    found = jobs()["keeper"]

    assert (found.people, found.first.value) == (LEAST, 0.8)
    ideas, order = found.kinds
    assert (ideas.people.value, order.people.value) == (-30.0, 30.0)
    assert (ideas.expected, order.expected) == pytest.approx((-10 * 2**0.5, 10 * 2**0.5))


@pytest.mark.parametrize(
    "told_otherwise",
    [{"suits": 3}, {"job": ""}, {"job": "thinker"}, {"job": "", "suits": None}, {"days": 29}],
)
def test_groups_leave_out_whoever_does_not_count(version, told_otherwise):
    told(version, KEEPER, LEAST - 1)
    told(version, KEEPER, 1, **told_otherwise)
    assert jobs() == {}
    told(version, KEEPER, 1)

    assert {*jobs()} == {"keeper"}


def test_groups_count_people_in_whole_tens_the_last_ones_not(version):
    told(version, KEEPER, LEAST)
    told(version, THINKER, 9, days=50)
    assert (jobs()["keeper"].people, jobs()["keeper"].first.value) == (30, 1.0)
    told(version, THINKER, 1, days=51)

    assert (jobs()["keeper"].people, jobs()["keeper"].first.value) == (40, 0.75)


def test_groups_look_at_the_newest_of_many(version, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 30)
    told(version, KEEPER, 10)
    told(version, THINKER, 30, days=50)

    assert (jobs()["keeper"].people, jobs()["keeper"].first.value) == (30, 0.0)


def test_groups_are_counted_with_few_queries_and_kept(version, django_assert_num_queries):
    told(version, KEEPER, LEAST)
    with django_assert_num_queries(4):  # version in force, people by job, those in one, old names
        known_groups()
    with django_assert_num_queries(1):
        known_groups()


def test_section_hides_jobs_with_too_few_people(version):
    told(version, KEEPER, LEAST)
    told(version, THINKER, 17, job="thinker")
    section = fit_section()
    page = read_html(render_to_string("admin/desk/statistics/fit.html", {"section": section}))
    rows = page.all("table")[0].all("tr")[1:]

    assert [row.role.slug for row in section.known] == ["keeper"]
    assert [len(row.all("td")) for row in rows] == [1, 3, 1]
    assert rows[1].all("td")[0].text == "30"
    assert "17" not in page.text
    assert len(page.all("table")) == 2


def test_section_does_not_tell_of_fewer_than_ten_answers(version):
    told(version, KEEPER, 9)
    page = read_html(render_to_string("admin/desk/statistics/fit.html", {"section": fit_section()}))
    assert "Fewer than 10 people have answered" in page.text


def test_section_without_any_job_says_so(version):
    told(version, KEEPER, LEAST - 1)
    told(version, KEEPER, 9, job="thinker", suits=1)
    page = read_html(render_to_string("admin/desk/statistics/fit.html", {"section": fit_section()}))

    assert page.all("table") == []
    assert "About 30 people have answered" in page.text
    assert timezone.now().strftime("%H:") in page.text


def test_groups_of_a_role_that_was_renamed_hold_those_who_named_it_before(version):
    told(version, KEEPER, 30, job="archivist")
    RolePage.objects.create(slug="keeper", document={"former_slugs": ["archivist"]})

    assert jobs()["keeper"].people == 30
