"""The admin's page of two versions side by side: its start, its end, and what others see."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from roles.models import CatalogVersion, DailyCount, Experiment, ScheduledPublication
from roles.queries.draft import draft_state
from roles.queries.experiments import running_experiment
from roles.services.experiments import end_experiment
from roles.services.scheduling import schedule_publication
from tests.admin.counted_days import store_days
from tests.admin.pages import allow, make_staff, text_of
from tests.admin.records import cells
from tests.factories import (
    make_experiment,
    make_version,
    publish_seed,
    reworded_catalog,
    seed_catalog,
)
from tests.services.test_experiments import make_misfit, with_one_name
from tests.views.forms import fields_of
from tests.views.page import links, read_page

pytestmark = pytest.mark.django_db
PAGE, DRAFT = "/admin/experiment/", "/admin/draft/"
VERSIONS = "/admin/roles/catalogversion/"


@pytest.fixture
def versions():
    """The real content, then in other words; the draft says what the first one does."""
    return publish_seed(), make_version(reworded_catalog())


@pytest.fixture
def publisher(versions):
    return signed_in("Publishers")


def signed_in(group, name="ada"):
    """Sends forms as a browser does, with the CSRF check on."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_staff(group, name=name))
    return browser


def send(client, address=PAGE, button="start", **changes):
    """Presses the button of the form that the page shows, as it stands but for the changes."""
    form = next(
        form
        for form in read_page(client.get(address)).all("form")
        if form.all("button", name=button)
    )
    return client.post(PAGE, fields_of(form) | {button: "x"} | changes, follow=True)


def start(client, other=1, **changes):
    return send(client, f"{PAGE}?other={other}", **changes)


def end(client, chosen):
    return send(client, button="end", chosen=chosen)


def said(response):
    return [str(message) for message in response.context["messages"]]


# --- start


def test_page_offers_earlier_versions_and_shows_nothing_before_one_is_chosen(publisher):
    page = read_page(publisher.get(PAGE))
    numbers = [option.attrs["value"] for option in page.one("select", id="id_other").all("option")]

    assert numbers == ["", "1"]
    assert page.all(class_="change-object") == []
    assert page.all("button", name="start") == []


def test_page_with_a_version_shows_what_differs_from_the_one_in_force(publisher):
    page = publisher.get(PAGE, {"other": "1"})
    count = len(seed_catalog().questions)

    assert len(page.context["found"].objects) == count
    assert len(read_page(page).all(class_="change-object")) == count
    assert page.context["form"]["share"].value() == 50


def test_start_sets_it_beside_the_one_in_force_and_says_so(publisher, versions):
    page = start(publisher, share="30")
    found = running_experiment()

    assert (found.version, found.other) == (versions[1], versions[0])
    assert (found.share, found.started_by) == (30, "ada")
    assert page.redirect_chain == [(PAGE, 302)]
    assert len(said(page)) == 1
    assert "Version 1 is running beside version 2" in text_of(page, "running")


@pytest.mark.parametrize(
    ("share", "error"),
    [
        ("", "Say how many percent"),
        ("0", "Choose a number from 1 to 99"),
        ("100", "Choose a number from 1 to 99"),
        ("some", "Write a whole number, such as 50"),
        ("9" * 40, "Choose a number from 1 to 99"),
    ],
)
def test_start_with_a_wrong_share_is_refused_beside_it_and_keeps_what_was_typed(
    publisher, share, error
):
    page = start(publisher, share=share)

    assert page.context["form"].errors == {"share": [error]}
    assert page.context["form"]["share"].value() == share
    assert page.context["other"].number == 1
    assert not Experiment.objects.exists()


@pytest.mark.parametrize("other", ["", "2", "7", "x", "9" * 40])
def test_version_that_is_no_earlier_one_is_refused_where_it_is_chosen(publisher, other):
    seen = publisher.get(PAGE, {"other": other})
    sent = start(publisher, other=1)  # a form that is there, with another number in it
    Experiment.objects.all().delete()
    forged = send(publisher, f"{PAGE}?other=1", other=other)

    for page in (seen, forged):
        assert list(page.context["choice"].errors) == ["other"]
        assert "other" not in page.context
    assert sent.status_code == 200
    assert not Experiment.objects.exists()


def test_version_with_other_roles_cannot_be_started_and_the_page_names_them(publisher):
    *roles, last = seed_catalog().roles
    newcomer = replace(last, slug="newcomer", name="Newcomer")
    make_version(replace(seed_catalog(), roles=(*roles, newcomer)))
    page = publisher.get(PAGE, {"other": "1"})

    assert f"Newcomer and {last.name}" in page.context["obstacle"]
    assert page.context["obstacle"] in text_of(page, "content-main")
    assert read_page(page).all("button", name="start") == []


def test_start_after_somebody_else_started_or_published_is_refused_and_says_so(publisher, versions):
    form = fields_of(read_page(publisher.get(PAGE, {"other": "1"})).all("form")[-1])
    make_version(with_one_name())
    moved = publisher.post(PAGE, form)
    make_experiment(versions[1], versions[0])
    second = publisher.post(PAGE, form, follow=True)

    assert "somebody else published" in said(moved)[0]
    assert moved.context["form"]["version"].value() == 3  # to look at and press again
    assert "running already" in said(second)[0]
    assert Experiment.objects.count() == 1


@pytest.mark.parametrize("count", [0, 1])
def test_page_before_there_are_two_versions_says_what_it_is_for(client, count):
    if count:
        publish_seed()
    page = signed_in("Publishers").get(PAGE)

    assert page.status_code == 200
    assert read_page(page).one(id="content-main").all("form") == []


def test_start_of_a_version_that_fails_todays_checks_says_why(publisher):
    make_version(with_one_name())
    make_version(reworded_catalog())
    page = start(publisher, other=3)

    assert "doesn't pass today's checks" in said(page)[0]
    assert page.context["other"].number == 3
    assert not Experiment.objects.exists()


# --- end


def test_end_keeps_the_version_in_force(publisher, versions):
    make_experiment(versions[1], versions[0])
    page = end(publisher, "2")
    past = Experiment.objects.get()

    assert (past.chosen, past.ended_by) == (versions[1], "ada")
    assert CatalogVersion.objects.count() == 2
    assert said(page) == ["The experiment has ended. Everyone gets version 2."]


def test_end_goes_back_to_the_older_one_with_a_note_and_drops_what_was_scheduled(
    publisher, versions
):
    now = timezone.now()
    schedule_publication(
        **{"user": make_staff("Publishers", name="bob"), "note": "", "due_on": now.date()},
        **{"stamp": draft_state().stamp, "now": now},
    )
    make_experiment(versions[1], versions[0])
    page = end(publisher, "1")
    live = CatalogVersion.objects.get(number=3)

    assert live.document_text == versions[0].document_text
    assert live.note == "Version 1 again, chosen after it ran beside version 2"
    assert len(said(page)) == 3
    assert said(page)[1] == "Version 3 is published."
    assert not ScheduledPublication.objects.exists()


@pytest.mark.parametrize("chosen", ["", "3", "x"])
def test_end_without_one_of_the_two_is_refused(publisher, versions, chosen):
    make_experiment(versions[1], versions[0])
    page = end(publisher, chosen)

    assert page.context["form"].errors == {"chosen": ["Choose one of the two"]}
    assert running_experiment() is not None


def test_end_after_somebody_else_ended_it_or_started_another_changes_nothing(publisher, versions):
    first = make_experiment(versions[1], versions[0])
    form = fields_of(read_page(publisher.get(PAGE)).all("form")[-1]) | {"end": "x", "chosen": "1"}
    end_experiment(author="bob", started_at=first.started_at, chosen=2, note="", now=timezone.now())
    gone = publisher.post(PAGE, form, follow=True)
    make_experiment(versions[1], versions[0])
    other = publisher.post(PAGE, form, follow=True)

    assert "somebody else has ended" in said(gone)[0]
    assert "somebody else has ended" in said(other)[0]
    assert running_experiment() is not None
    assert CatalogVersion.objects.count() == 2


def test_end_with_one_that_no_longer_fits_says_so(publisher, versions):
    make_experiment(versions[1], versions[0])
    make_misfit()
    page = end(publisher, "1")

    assert "role pages don't fit version 1" in said(page)[0]
    assert running_experiment() is not None


# --- what it says, and to whom


def test_those_who_may_not_publish_see_what_runs_and_change_nothing(versions):
    make_experiment(versions[1], versions[0])
    analyst = signed_in("Analysts")
    page = analyst.get(PAGE)
    token = analyst.cookies["csrftoken"].value if "csrftoken" in analyst.cookies else ""
    sent = {"csrfmiddlewaretoken": token, "end": "x", "chosen": "2"}

    assert "Version 1 is running beside version 2" in text_of(page, "running")
    assert read_page(page).all("button", name="end") == []
    assert analyst.post(PAGE, sent).status_code == 403
    assert running_experiment() is not None


def test_page_lists_what_ran_before_the_last_one_first(publisher, versions):
    ends = {"ended_at": timezone.now(), "ended_by": "bob"}
    make_experiment(versions[1], versions[0], share=10, chosen=versions[0], **ends)
    make_experiment(versions[1], versions[0], share=20, chosen=versions[1], **ends)
    table = read_page(publisher.get(PAGE)).one("table", class_="history")

    assert [(row[1][:2], row[-1]) for row in cells(table)] == [
        ("20", "Version 2, kept"),
        ("10", "Version 1, published again as version 3"),
    ]


def test_page_costs_few_queries(publisher, versions, django_assert_num_queries):
    ends = {"ended_at": timezone.now(), "chosen": versions[1]}
    for _ in range(3):
        make_experiment(versions[1], versions[0], **ends)
    publisher.get(PAGE)  # versions stay in memory
    with django_assert_num_queries(10):
        publisher.get(PAGE)
    make_experiment(versions[1], versions[0])
    publisher.get(PAGE)  # figures are kept for ten minutes
    with django_assert_num_queries(24):  # the draft gives rows their names
        publisher.get(PAGE)


# --- what came of it


@pytest.mark.parametrize(
    ("counted", "words"), [(0, "Neither is there yet"), (1, "Version 2 isn't")]
)
def test_figures_wait_until_enough_people_have_finished_both(publisher, versions, counted, words):
    make_experiment(versions[1], versions[0])
    store_days(versions[:counted], days=2, started=80)
    page = publisher.get(PAGE)

    assert words in page.context["figures_sentence"]
    assert read_page(page).all(class_="statistics-table") == []


def test_figures_compare_both_versions_from_the_first_full_day_on(publisher, versions):
    store_days(versions, days=6, started=400)
    started_at = timezone.now() - timedelta(days=5)
    make_experiment(versions[1], versions[0], started_at=started_at)
    days = DailyCount.objects.filter(version=versions[1], day__gt=started_at.date())
    page = publisher.get(PAGE)
    hits, first = page.context["hit_rates"], page.context["comparison"].rows[0]

    assert page.context["figures"][0].text == "1,600"  # on four whole days
    assert page.context["figures"][0].name == "Started, version 2"
    assert [cell.value for cell in first.cells[:2]] == [0.75, 0.75]
    assert [row.name for row in hits.rows] == ["Version 2", "Version 1"]
    assert hits.rows[0].cells[0].value == sum(days.values_list("controls_shown", flat=True))


def test_figures_that_cover_days_before_the_experiment_are_not_shown(publisher, versions):
    """Nine days make one run of choices; fewer days of version 1 make none at all."""
    store_days(versions[1:], days=9, started=80)
    store_days(versions[:1], days=2, started=80)
    make_experiment(versions[1], versions[0], started_at=timezone.now() - timedelta(days=2))
    hits = publisher.get(PAGE).context["hit_rates"]

    assert [row.cells[0].text for row in hits.rows] == ["not shown yet", "too few so far"]


def test_figures_on_the_day_of_the_start_are_none(publisher, versions):
    store_days(versions, days=2, started=80)
    make_experiment(versions[1], versions[0])
    page = publisher.get(PAGE)

    assert page.context["figures_sentence"].startswith("Figures start on")
    assert "hit_rates" not in page.context


def test_figures_lead_to_the_statistics_of_both_versions_which_lead_back(publisher, versions):
    store_days(versions, days=9, started=80)
    started_at = timezone.now() - timedelta(days=4)
    make_experiment(versions[1], versions[0], started_at=started_at)
    statistics = publisher.get(publisher.get(PAGE).context["figures_address"])
    form = statistics.context["form"]

    assert form.errors == {}
    assert (form.selection.version, form.compared.version) == (2, 1)
    assert form.selection.first == form.compared.first == started_at.date() + timedelta(days=1)
    assert PAGE in [href for _words, href in links(read_page(statistics).one(id="content-main"))]


def test_figures_are_for_those_who_may_see_statistics(versions):
    make_experiment(versions[1], versions[0])
    store_days(versions, days=2, started=80)
    reader = make_staff(name="eve")
    allow(reader, "view_catalogversion")
    browser = Client()
    browser.force_login(reader)

    page = browser.get(PAGE)

    assert "running" in page.context
    assert "figures" not in page.context
    assert "figures_sentence" not in page.context


# --- elsewhere


def test_draft_page_says_why_nothing_can_be_published_and_refuses(publisher, versions):
    form = fields_of(read_page(publisher.get(DRAFT)).all("form")[-1]) | {"due_on": ""}
    make_experiment(versions[1], versions[0])
    page = publisher.get(DRAFT)
    sent = publisher.post(DRAFT, form | {"publish": "x"})

    assert "Nothing can be published until" in text_of(page, "draft-note")
    assert PAGE in [href for _words, href in links(read_page(page).one(class_="draft-note"))]
    assert read_page(page).all("button", name="publish") == []
    assert "an experiment is running" in said(sent)[0]
    assert CatalogVersion.objects.count() == 2


def test_start_page_says_that_the_draft_waits(publisher, versions):
    make_experiment(versions[1], versions[0])
    box = publisher.get("/admin/").context["boxes"]["draft_box"]

    assert (box["state"], box["words"]) == ("blocked", "Waiting for an experiment to end")


def test_list_of_versions_leads_to_it(publisher):
    assert PAGE in [href for _words, href in links(read_page(publisher.get(VERSIONS)))]
