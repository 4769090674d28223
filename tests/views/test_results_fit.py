"""What became of a result: asked on its own page from a month on, kept, changed, handed out."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from roles.models import FitAnswer, Result
from roles.services.quiz import delete_attempt
from tests.factories import make_attempt, make_link, running_day, seed_catalog
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import OWNER, press
from tests.views.sharing import page_of, result_of

ANSWER = {"job": "program-manager", "suits": "4"}


@pytest.fixture
def result(version):
    """Of more than a month ago."""
    return result_of(version)


@pytest.fixture
def address(result):
    return f"/results/{result.attempt.token}/"


def age(result, days, seconds=0):
    finished_at = timezone.now() - timedelta(days=days, seconds=seconds)
    Result.objects.filter(pk=result.pk).update(finished_at=finished_at)


def question(response):
    return read_page(response).one("details", id="fit")


def told(response):
    """What is said of an answer that was just sent; the address leads there, the focus with it."""
    found = read_page(response).all("p", id="told")
    assert all((each.attrs["role"], each.attrs["tabindex"]) == ("status", "-1") for each in found)
    return [each.text for each in found]


def said():
    return [*FitAnswer.objects.values_list("job", "suits")]


@pytest.mark.parametrize(("gone_by", "count"), [((29, 86_000), 0), ((30, 5), 1)])
def test_question_stands_on_the_result_from_a_month_on(client, result, address, gone_by, count):
    age(result, *gone_by)

    assert len(read_page(client.get(address)).all(id="fit")) == count


def test_question_offers_the_jobs_of_the_result_and_five_steps_or_none(client, address):
    form = question(client.get(address)).one("form")
    roles = [role.attrs["value"] for role in form.one("select", name="job").all("option")]

    assert "open" not in question(client.get(address)).attrs
    assert roles == ["", *(role.slug for role in seed_catalog().roles), "_other", "_none"]
    assert [radio.attrs["value"] for radio in form.all("input", type="radio")] == [
        *(*"12345", "skip")
    ]
    assert form.all("input", checked="") == []


@pytest.mark.parametrize(("days", "queries"), [(29, 3), (31, 4)])
def test_question_costs_one_query_and_none_before(
    client, result, address, django_assert_num_queries, days, queries
):
    age(result, days)
    client.get(address)  # reads its version and the content, once

    with django_assert_num_queries(queries - 1):  # what is published was looked at this second
        client.get(address)


def test_answer_is_sent_from_the_page_kept_and_shown(result, address):
    client = Client(enforce_csrf_checks=True)
    response = press(client, client.get(address), "Save", ANSWER)
    shown = question(response)

    assert response.redirect_chain == [(f"{address}?fit=saved#told", 302)]
    assert said() == [("program-manager", 4)]
    assert told(response) == ["Thank you. You told us: Program manager. It suits you well."]
    assert [option.attrs["value"] for option in shown.all("option", selected="")] == [
        "program-manager"
    ]
    assert [radio.attrs["value"] for radio in shown.all("input", checked="")] == ["4"]


def test_answer_can_be_changed(client, address):
    press(client, client.get(address), "Save", ANSWER)
    press(client, client.get(address), "Save", {"job": "_none", "suits": "skip"})
    assert said() == [("", None)]
    press(client, client.get(address), "Save", {"job": "_other", "suits": "1"})

    assert said() == [("", 1)]


def test_answer_is_told_on_every_later_look_and_thanked_for_once(client, address):
    press(client, client.get(address), "Save", ANSWER)
    later = client.get(address)

    assert "Program manager. It suits you well." in question(later).one("summary").text
    assert told(later) == []


def test_answer_is_taken_back_from_the_page(address):
    client = Client(enforce_csrf_checks=True)
    assert len(question(client.get(address)).all("button")) == 1
    saved = press(client, client.get(address), "Save", ANSWER)
    response = press(client, saved, "Remove my answer")

    assert response.redirect_chain == [(f"{address}?fit=removed#told", 302)]
    assert said() == []
    assert told(response) == ["We've deleted your answer."]
    assert "Did it fit?" in question(response).one("summary").text


@pytest.mark.parametrize("done", ["saved", "removed", "x"])
def test_address_alone_confirms_nothing(client, address, done):
    if done == "removed":
        client.post(f"{address}fit/", ANSWER)

    assert told(client.get(f"{address}?fit={done}")) == []


@pytest.mark.parametrize(
    ("sent", "marked"),
    [
        ({}, ["id_job"]),
        ({"job": "program-manager"}, ["id_suits_0"]),
        ({"job": "_none", "suits": "2"}, ["id_suits_0"]),
        ({"suits": "2"}, ["id_job"]),
        ({"job": "juggler", "suits": "7"}, ["id_job", "id_suits_0"]),
    ],
)
def test_answer_that_is_not_whole_is_shown_again_with_every_error(client, address, sent, marked):
    response = client.post(f"{address}fit/", sent)
    page = read_page(response)
    summary = page.one(class_="error-summary")
    shown = question(response)

    assert response.status_code == 400
    assert title_of(page).startswith("Error:")
    assert [way for _words, way in links(summary)] == [f"#{name}" for name in marked]
    assert "open" in shown.attrs
    kept = [option.attrs["value"] for option in shown.all("option", selected="")]
    assert ("program-manager" in kept) == ("program-manager" in sent.values())
    assert [radio.attrs["value"] for radio in shown.all("input", checked="")] == [
        *("2" for step in sent.values() if step == "2")
    ]
    assert said() == []


def test_answer_before_a_month_has_gone_by_is_not_found(client, result, address):
    age(result, 29)

    assert [client.post(f"{address}fit/", sent).status_code for sent in (ANSWER, {})] == [404, 404]
    assert said() == []


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options"])
def test_answer_takes_nothing_but_a_post(client, address, method):
    response = getattr(client, method)(f"{address}fit/")

    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_answer_about_what_is_not_there_leads_on_or_says_so(client, version, address):
    token = make_attempt(version, OWNER, pages=1).token
    deleted = result_of(version)
    delete_attempt(attempt=deleted.attempt)
    Result.objects.update(kept_until=running_day() - timedelta(days=1))
    tokens = (address.split("/")[2], deleted.attempt.token, "A" * 22, "x", token)
    answers = [client.post(f"/results/{name}/fit/", ANSWER) for name in tokens]

    assert [answer.status_code for answer in answers] == [410, 410, 404, 404, 302]
    assert said() == []


def test_answers_are_counted_with_all_that_is_asked_of_results(client, address, settings):
    settings.RATE_LIMITS = {"result": (2, 60)}

    assert [client.post(f"{address}fit/", ANSWER).status_code for _time in range(3)] == [
        *(302, 302, 429)
    ]


def test_download_holds_what_was_said(client, address):
    def later():
        return json.loads(client.get(f"{address}download/").content)["later"]

    assert later() is None
    client.post(f"{address}fit/", ANSWER)
    found = later()
    assert found.pop("answered_at") == FitAnswer.objects.get().answered_at.isoformat()
    assert found == {
        "job": "program-manager",
        "job_name": "Program manager",
        "suits": 4,
        "suits_label": "Well",
    }
    client.post(f"{address}fit/", {"job": "_none"})
    assert later()["job_name"] == "No job right now"


def test_public_page_neither_asks_nor_tells(client, result, address):
    client.post(f"{address}fit/", ANSWER)
    shown = client.get(page_of(make_link(result)))

    assert shown.status_code == 200
    assert b"fit/" not in shown.content
    assert b"It suits you" not in shown.content
