"""Publishing on a day from the page: dates, notes, ticks, rights, and what every banner says."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils.timezone import localdate

from roles.models import CatalogVersion, Question, RoleProfile, ScheduledPublication
from roles.services.scheduling import publish_due
from tests.admin.pages import banner, make_staff, text_of
from tests.factories import publish_seed
from tests.views.forms import sendings
from tests.views.page import read_page

pytestmark = pytest.mark.django_db
PAGE, CANCEL = "/admin/draft/", "/admin/draft/cancel/"
TOMORROW = localdate() + timedelta(days=1)


@pytest.fixture
def publisher(db):
    """Sends forms as a browser does, with the CSRF check on; the draft differs in one sentence."""
    publish_seed()
    RoleProfile.objects.filter(slug="product-owner").update(summary="Owns.")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_staff("Publishers"))
    return browser


def button(client, label):
    page = read_page(client.get(PAGE))
    return next(
        each
        for form in page.all("form")
        for each in sendings(form, PAGE)
        if each.label.startswith(label)
    )


def press(client, label, **fields):
    sending = button(client, label)
    address = sending.action.partition("#")[0] or PAGE
    return client.post(address, sending.fields | fields, follow=True)


def schedule(client, **fields):
    return press(client, "Schedule", **{"due_on": TOMORROW.isoformat(), **fields})


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_schedule_is_told_on_the_page_and_on_every_banner_and_publishes_on_its_day(publisher):
    page = schedule(publisher, note="closer")
    row = ScheduledPublication.objects.get()
    publish_due(today=TOMORROW)

    assert (row.author, row.note, row.due_on) == ("ada", "closer", TOMORROW)
    assert "ada has scheduled this draft" in text_of(page, "draft-note")
    assert CatalogVersion.objects.get(number=2).note == "closer"


def test_schedule_of_a_draft_edited_since_says_at_once_that_it_needs_approval(publisher):
    schedule(publisher)
    before = banner(publisher.get("/admin/roles/area/"))
    Question.objects.filter(slug="talk-to-customers").update(active=False)
    page = publisher.get(PAGE)

    assert "ada has scheduled this draft" in before
    assert "but it has changed since" in banner(publisher.get("/admin/roles/area/"))
    assert page.context["scheduled_line"].needs_approval is True


def test_failed_schedule_is_told_on_every_banner_until_it_is_dismissed(publisher):
    schedule(publisher)
    RoleProfile.objects.filter(slug="product-owner").update(summary="Owns much.")
    publish_due(today=TOMORROW)
    told = banner(publisher.get("/admin/roles/area/"))
    press(publisher, "Dismiss")

    assert "Nothing was published on" in told
    assert "Nothing was published on" not in banner(publisher.get("/admin/roles/area/"))


def test_cancel_drops_it_and_twice_says_so(publisher):
    schedule(publisher)
    sending = button(publisher, "Cancel it")
    publisher.post(CANCEL, sending.fields)
    page = publisher.post(CANCEL, sending.fields, follow=True)

    assert not ScheduledPublication.objects.exists()
    assert "Somebody else has cancelled or changed it. Look again." in said(page)


def test_page_offers_what_was_scheduled_to_be_changed(publisher):
    schedule(publisher, note="closer")
    schedule(publisher, due_on=(TOMORROW + timedelta(days=2)).isoformat())
    row = ScheduledPublication.objects.get()

    assert (row.note, row.due_on) == ("closer", TOMORROW + timedelta(days=2))


@pytest.mark.parametrize(
    ("day", "error"),
    [
        ("", "Choose the day"),
        ("tomorrow", "Write the day as year"),
        (f"{TOMORROW:%m/%d/%Y}", "Write the day as year"),
        ("9999-12-31", "Choose a day from "),
        ("0000-00-00", "Write the day as year"),
        ("2020-01-01", "Choose a day from "),
        (localdate().isoformat(), "Choose a day from "),
    ],
)
def test_schedule_for_a_wrong_day_is_refused_and_the_note_kept(publisher, day, error):
    page = schedule(publisher, due_on=day, note="closer")

    assert page.context["form"].errors["due_on"][0].startswith(error)
    assert page.context["form"]["note"].value() == "closer"
    assert not ScheduledPublication.objects.exists()


@pytest.mark.parametrize("day", ["tomorrow", TOMORROW.isoformat()])
@pytest.mark.parametrize("pressed", ["publish", ""])
def test_publish_now_with_a_day_is_refused_and_keeps_what_was_typed(publisher, day, pressed):
    fields = button(publisher, "Publish as version 2 now").fields
    if not pressed:
        del fields["publish"]
    page = publisher.post(PAGE, fields | {"due_on": day, "note": "closer"})
    form = page.context["form"]

    assert list(form.errors) == ["due_on"]
    assert (form["due_on"].value(), form["note"].value()) == (day, "closer")
    assert CatalogVersion.objects.count() == 1
    assert not ScheduledPublication.objects.exists()


def test_publish_now_of_a_scheduled_draft_needs_no_emptying(publisher):
    schedule(publisher)
    press(publisher, "Publish as version 2 now")

    assert CatalogVersion.objects.count() == 2
    assert not ScheduledPublication.objects.exists()


@pytest.mark.parametrize("note", ["x" * 5000, "a\u202eb", "a\nb"])
@pytest.mark.parametrize("label", ["Publish as version 2 now", "Schedule"])
def test_bad_note_is_refused_beside_it_and_kept(publisher, note, label):
    day = TOMORROW.isoformat() if label == "Schedule" else ""
    page = press(publisher, label, note=note, due_on=day)

    assert list(page.context["form"].errors) == ["note"]
    assert page.context["form"]["note"].value() == note
    assert CatalogVersion.objects.count() == 1
    assert not ScheduledPublication.objects.exists()


@pytest.mark.parametrize("label", ["Publish as version 2 now", "Schedule"])
def test_right_lost_after_the_page_was_opened_refuses_and_keeps_the_note(publisher, label):
    sending = button(publisher, label)
    group = Group.objects.get(name="Publishers")
    group.permissions.remove(group.permissions.get(codename="publish_catalog"))
    fields = sending.fields | {"note": "closer", "due_on": TOMORROW.isoformat()}
    page = publisher.post(PAGE, fields)

    assert page.status_code == 403
    assert "closer" in text_of(page, "content-main")
    assert CatalogVersion.objects.count() == 1
    assert not ScheduledPublication.objects.exists()


def test_publish_with_a_warning_asks_for_a_tick(publisher):
    role = RoleProfile.objects.get(slug="product-owner")
    role.targets.filter(dimension__slug="strategy").update(target=70)
    refused = press(publisher, "Publish as version 2 now", note="closer")
    press(publisher, "Publish as version 2 now", sure="on")

    assert list(refused.context["form"].errors) == ["sure"]
    assert refused.context["form"]["note"].value() == "closer"
    assert CatalogVersion.objects.count() == 2


@pytest.mark.parametrize(
    "moment",
    [
        *("", "abc", "2026-12-03T00:00", "9999-99-99T00:00:00+00:00"),
        *("9999-12-31T23:59:59.999999-14:00", "0001-01-01T00:00:00+14:00"),
        *("9999-12-31T23:59:59.999999+00:00", "0001-01-01T00:00:00+00:00"),
    ],
)
def test_cancel_of_no_known_moment_cancels_nothing(publisher, moment):
    schedule(publisher)
    token = publisher.cookies["csrftoken"].value
    publisher.post(CANCEL, {"approved_at": moment, "csrfmiddlewaretoken": token})

    assert ScheduledPublication.objects.exists()


def test_cancel_is_for_publishers_and_sent_by_post(publisher):
    schedule(publisher)
    sending = button(publisher, "Cancel it")
    editor = Client()
    editor.force_login(make_staff("Editors", name="bob"))

    assert publisher.get(CANCEL).status_code == 405
    assert editor.post(CANCEL, sending.fields).status_code == 403
    assert ScheduledPublication.objects.exists()
