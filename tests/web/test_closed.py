"""Closing times: what can still be read, and what answers that the site is closed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from roles.models import Attempt
from tests.factories import make_link, make_result
from tests.views.page import read_page


@pytest.fixture
def closed(settings, version):
    """The site, closed since a minute ago for an hour."""
    now = timezone.now()
    settings.CLOSED_FROM, settings.CLOSED_UNTIL = (
        now - timedelta(minutes=1),
        now + timedelta(hours=1),
    )
    return version


@pytest.fixture
def result(closed):
    return make_result(closed, dict.fromkeys(_slugs(closed), 4))


def _slugs(version):
    return [question["slug"] for question in version.document["questions"]]


def assert_is_closed(response):
    assert response.status_code == 503
    assert 3500 < int(response["Retry-After"]) <= 3600
    assert read_page(response).one("h1").text == "We're closed for maintenance"
    assert response["Cache-Control"] == "no-store"


def test_quiz_is_closed_with_the_time_until_it_opens(client, closed, settings):
    response = client.get("/quiz/", follow=True)

    assert_is_closed(response)
    assert f"{settings.CLOSED_UNTIL:%H:%M} UTC" in response.text


@pytest.mark.parametrize("path", ["/quiz/", "/quiz/resume/"])
def test_every_way_into_the_quiz_is_closed(client, closed, path):
    assert_is_closed(client.get(path))


def test_nothing_of_a_result_can_be_changed_but_all_of_it_can_be_read(client, result):
    home = f"/results/{result.attempt.token}/"
    link = make_link(result)
    for path in (home, f"{home}delete/", f"{home}share/", f"/shared/{link.token}/"):
        assert client.get(path).status_code == 200
    for path in (f"{home}delete/", f"{home}share/", f"{home}keep/"):
        assert_is_closed(client.post(path))

    assert Attempt.objects.filter(pk=result.attempt.pk).exists()


@pytest.mark.parametrize("path", ["/", "/roles/", "/privacy/", "/healthz", "/readyz"])
def test_pages_and_checks_of_health_answer_meanwhile(client, closed, path):
    assert client.get(path).status_code == 200


def test_admin_can_be_read_and_saves_nothing(admin_client, closed):
    assert admin_client.get("/admin/").status_code == 200
    assert_is_closed(admin_client.post("/admin/roles/area/add/", {"name": "x"}))


def test_staff_can_sign_in_and_out_meanwhile(client, closed, admin_user):
    words = {"username": "admin", "password": "password"}
    assert client.post("/admin/login/", words).status_code == 302
    assert client.post("/admin/logout/").status_code == 200


def test_being_closed_leaves_one_quiet_line_in_the_log(client, closed, log):
    client.get("/quiz/")
    (line,) = log.getvalue().splitlines()

    assert line.endswith(" INFO django.request: Closed: quiz:start")


@pytest.mark.parametrize("minutes", [-61, 2])
def test_before_and_after_the_site_is_open(client, closed, settings, minutes):
    settings.CLOSED_FROM += timedelta(minutes=minutes)
    settings.CLOSED_UNTIL += timedelta(minutes=minutes)

    assert client.get("/quiz/").status_code == 302


BOTH = {
    "CAREERQUIZ_CLOSED_FROM": "2026-12-05T22:00Z",
    "CAREERQUIZ_CLOSED_UNTIL": "2026-12-06T01:00+02:00",
}


def test_settings_take_both_ends_in_any_zone(load):
    loaded = load(**BOTH)
    assert loaded["CLOSED_UNTIL"] - loaded["CLOSED_FROM"] == timedelta(hours=1)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"CAREERQUIZ_CLOSED_FROM": ""}, "CAREERQUIZ_CLOSED_FROM is not set"),
        ({"CAREERQUIZ_CLOSED_UNTIL": ""}, "CAREERQUIZ_CLOSED_UNTIL is not set"),
        ({"CAREERQUIZ_CLOSED_FROM": "2026-12-05 22:00"}, "FROM is '2026-12-05 22:00', which"),
        ({"CAREERQUIZ_CLOSED_FROM": "tonight"}, "CAREERQUIZ_CLOSED_FROM is 'tonight', which"),
        ({"CAREERQUIZ_CLOSED_UNTIL": "2026-12-05T22:00Z"}, "UNTIL is '2026-12-05T22:00Z', which"),
        ({"CAREERQUIZ_CLOSED_UNTIL": "9999-12-31T23:59-05:00"}, "UNTIL is '9999-12-31T23:59-05"),
    ],
)
def test_settings_refuse_one_end_alone_and_what_is_no_moment(refusal, change, named):
    assert named in refusal(**BOTH | change)
