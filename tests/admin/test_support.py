"""Support deletes what its owner asks for, and sees and leaves no more than it needs."""

import pytest
from django.contrib.admin.models import DELETION, LogEntry
from django.test import Client
from django.utils import timezone

from roles.models import Attempt, EndedToken, Result, ShareLink
from roles.models.quiz import shared_digest, token_digest
from tests.admin.pages import allow, make_staff, text_of
from tests.admin.records import SHEET, begin, publish
from tests.factories import make_link, make_result
from tests.views.forms import fields_of
from tests.views.page import read_page

pytestmark = pytest.mark.django_db
PAGE = "/admin/support/"


@pytest.fixture
def result(db):
    return make_result(publish(), SHEET)


@pytest.fixture
def helper():
    """Somebody of the group Support; forms are taken with their token only."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_staff("Support"))
    return client


def send(client, page, **values):
    """Sends the one form of the page's content, as a browser would."""
    form = read_page(page).one(id="content-main").one("form")
    return client.post(PAGE, fields_of(form) | values)


def find(client, link):
    return send(client, client.get(PAGE), link=link)


def is_found(page):
    return bool(read_page(page).all(class_="found-attempt"))


@pytest.mark.parametrize(
    "link",
    [
        "{key}",
        "  {key}\n",
        "https://quiz.example/results/{key}/",
        "https://quiz.example/results/{key}/share/?a=1#b",
        "Here it is: http://quiz.example/sub/quiz/{key}/3/. Thanks!",
        "quiz.example/results/{key}",
    ],
)
def test_support_finds_an_attempt_by_its_private_link_or_key(helper, result, link):
    page = find(helper, link.format(key=result.attempt.token))

    assert is_found(page)
    assert page.request["QUERY_STRING"] == ""


@pytest.mark.parametrize(
    "link",
    [
        *("", "abc", "<b>x</b>", "A" * 5_000, "\u202eresults/" + "A" * 22, "A" * 22, "A" * 23),
        "https://quiz.example/results/{key}A/",
        "https://quiz.example/shared/{public}/",
    ],
)
def test_support_is_told_beside_the_field_why_nothing_is_found(helper, result, link):
    filled = link.format(key=result.attempt.token, public=make_link(result).token)
    page = find(helper, filled)

    assert not is_found(page)
    assert page.context["form"].errors["link"]
    assert Attempt.objects.count() == 1


def test_public_link_is_refused_as_one(helper, result):
    said = [
        find(helper, f"https://quiz.example/shared/{token}/").context["form"].errors["link"]
        for token in (make_link(result).token, result.attempt.token)
    ]

    assert said[0] == said[1]
    assert "public" in said[0][0]


def test_support_sees_when_but_not_what(helper, result):
    shown = text_of(find(helper, result.attempt.token), "content-main")
    unfinished = begin(publish(), pages=1)

    assert "Finished 2" in shown
    assert "Not yet" in text_of(find(helper, unfinished.token), "content-main")
    assert not any(word in shown for word in ("Thinker", "Find ideas", "clear"))


def test_support_deletes_for_good_with_links_and_pictures_once_it_is_confirmed(helper, result):
    link = make_link(result)
    token = result.attempt.token
    page = find(helper, token)
    unconfirmed = send(helper, page, delete="1")
    still_there = Attempt.objects.count()
    done = send(helper, unconfirmed, delete="1", confirmed="on")

    assert (is_found(unconfirmed), still_there) == (True, 1)
    assert (done.status_code, done.url) == (302, PAGE)
    assert [model.objects.count() for model in (Attempt, Result, ShareLink)] == [0, 0, 0]
    assert {row.digest for row in EndedToken.objects.all()} == {
        *(token_digest(token), shared_digest(link.token))
    }
    assert helper.get(f"/results/{token}/").status_code == 410
    assert helper.get(f"/shared/{link.token}/card.png").status_code == 410


def test_deletion_is_logged_with_its_author_and_without_the_key(helper, result, log):
    token, number = result.attempt.token, result.attempt.pk
    send(helper, find(helper, token), delete="1", confirmed="on")
    entry = LogEntry.objects.get()

    assert (entry.user.username, entry.action_flag) == ("ada", DELETION)
    assert (entry.object_id, entry.object_repr) == (str(number), f"Attempt {number}")
    assert token not in f"{entry.__dict__}{log.getvalue()}"


def test_what_is_deleted_already_is_said_and_logged_by_nobody(helper, result):
    token = result.attempt.token
    page = find(helper, token)
    send(helper, page, delete="1", confirmed="on")
    again = send(helper, page, delete="1", confirmed="on")

    assert "already" in again.context["form"].errors["link"][0]
    assert LogEntry.objects.count() == 1


def test_result_that_is_kept_no_longer_counts_as_deleted(helper, result):
    Result.objects.update(kept_until=timezone.now().replace(year=2020))

    assert "already" in find(helper, result.attempt.token).context["form"].errors["link"][0]


def test_support_page_without_the_right_or_the_cookie_is_refused(client, result):
    signed_out = client.get(PAGE)
    client.force_login(make_staff("Publishers"))
    sent = {"link": result.attempt.token, "delete": "1", "confirmed": "on"}
    refused = [client.get(PAGE).status_code, client.post(PAGE, sent).status_code]
    foreign = Client(enforce_csrf_checks=True)
    foreign.force_login(make_staff("Support", "bob"))

    assert signed_out.url.startswith("/admin/login/")
    assert refused == [403, 403]
    assert foreign.post(PAGE, sent).status_code == 403
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize(
    ("group", "rights"),
    [
        ("Support", {"delete_for_owner"}),
        ("Analysts", {"view_catalogversion", "view_contentversion", "view_statistics"}),
    ],
)
def test_new_group_has_these_rights_and_no_others(client, result, group, rights):
    user = make_staff(group)
    client.force_login(user)
    lists = [f"/admin/roles/{name}/" for name in ("attempt", "result", "sharelink")]

    assert user.get_all_permissions() == {f"roles.{right}" for right in rights}
    assert [client.get(address).status_code for address in lists] == [403, 403, 403]


def test_account_with_the_right_alone_may_use_the_page(client, result):
    user = make_staff()
    allow(user, "delete_for_owner")
    client.force_login(user)

    assert client.get(PAGE).status_code == 200
