"""Publishing from the page of changes and checks, at once: by Publishers, of what they saw."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse

from roles.models import CatalogVersion, ContentVersion, ProfileTarget, Question, Step
from roles.queries.draft import draft_state
from roles.services.careers import load_careers
from tests.admin.pages import asks_to_sign_in, banner, make_staff, text_of
from tests.factories import publish_seed, seed_careers
from tests.views.page import read_page

pytestmark = pytest.mark.django_db
PUBLISH = "/admin/draft/"


@pytest.fixture
def publisher(client):
    publish_seed()
    client.force_login(make_staff("Publishers"))
    return client


def edit_target(value=66):
    target = ProfileTarget.objects.get(role__slug="product-owner", dimension__slug="markets")
    target.target = value
    target.save()


def said(response):
    return [str(message) for message in response.context["messages"]]


def told(response):
    """What the page says of each change: its object, its field, from what to what."""
    return [
        (each.shown.title, change.shown.label, change.shown.sentence)
        for each in response.context["objects"]
        for change in each.changes
    ]


def test_page_lists_every_change_by_name(publisher):
    edit_target()
    Question.objects.filter(slug="talk-to-customers").update(active=False)
    page = publisher.get(PUBLISH)

    assert told(page) == [
        ("Role: Product owner", "Number for Understanding customers", "from 70 to 66"),
        ("Statement: Talk to customers to learn what they need", "Active", "from yes to no"),
    ]


def test_banner_offers_publishing_to_publishers(publisher):
    edit_target()
    page = publisher.get(reverse("admin:roles_catalogversion_changelist"))

    assert banner(page) == "Draft differs from version 1: 1 profile. See changes and checks"


def test_publish_makes_the_next_version_with_author_and_note(publisher):
    edit_target()
    stamp = publisher.get(PUBLISH).context["form"]["stamp"].value()
    page = publisher.post(PUBLISH, {"note": "closer to users", "stamp": stamp}, follow=True)
    version = CatalogVersion.objects.get(number=2)

    assert (version.author, version.note) == ("ada", "closer to users")
    assert page.redirect_chain == [
        (reverse("admin:roles_catalogversion_change", args=[version.pk]), 302)
    ]
    assert said(page) == ["Version 2 is published."]
    assert banner(page) == "No unpublished changes (version 2)."


def test_publish_twice_makes_one_version(publisher):
    edit_target()
    stamp = draft_state().stamp
    publisher.post(PUBLISH, {"stamp": stamp})
    page = publisher.post(PUBLISH, {"stamp": stamp})

    assert CatalogVersion.objects.count() == 2
    assert said(page)[-1].startswith("Nothing was published: the draft or the version in force")


def test_publish_after_the_draft_moved_is_refused_and_keeps_the_note(publisher):
    edit_target()
    stamp = draft_state().stamp
    edit_target(64)
    page = publisher.post(PUBLISH, {"note": "closer", "stamp": stamp})

    assert CatalogVersion.objects.count() == 1
    assert page.context["form"]["note"].value() == "closer"
    assert page.context["form"]["stamp"].value() == draft_state().stamp
    assert [sentence for *_what, sentence in told(page)] == ["from 70 to 64"]


def test_publish_equal_draft_is_refused(publisher):
    page = publisher.post(PUBLISH, {"stamp": draft_state().stamp})

    assert said(page) == ["Nothing was published: the draft is already live."]
    assert CatalogVersion.objects.count() == 1


def test_publish_unsound_draft_is_refused_with_its_problems(publisher):
    ProfileTarget.objects.filter(role__slug="product-owner", dimension__slug="markets").delete()
    page = publisher.post(PUBLISH, {"stamp": "1:old"})

    assert CatalogVersion.objects.count() == 1
    assert said(page) == ["Nothing was published: the draft has problems."]
    assert text_of(page, "draft-problems").startswith(
        "Role: Product owner. Type a number for Understanding customers. Fix it"
    )


@pytest.mark.parametrize(
    ("note", "error"),
    [
        ("x" * 301, "Ensure this value has at most 300 characters (it has 301)."),
        ("a\nb", "Use one line of text without control characters."),
    ],
)
def test_publish_bad_note_is_refused_beside_the_field(publisher, note, error):
    edit_target()
    page = publisher.post(PUBLISH, {"note": note, "stamp": draft_state().stamp})

    assert page.context["form"].errors == {"note": [error]}
    assert CatalogVersion.objects.count() == 1


def test_publish_page_sums_up_the_checks_and_shows_them_all(publisher):
    edit_target()
    page = publisher.get(PUBLISH)
    rows = read_page(page).one("details").one("tbody").all("tr")

    assert page.context["checks_sentence"].startswith(f"{len(rows)} checks: ")
    assert page.context["checks_sentence"] in text_of(page, "content-main")
    assert rows[5].text == (
        "passes How similar the two profiles are Product manager / Project manager "
        "-0.48 (12.9% mixed up) warns above 0.75, fails above 0.95"
    )


def test_publish_page_shows_warnings_with_what_to_do_and_still_publishes(publisher):
    ProfileTarget.objects.filter(role__slug="product-owner", dimension__slug="strategy").update(
        target=70
    )
    page = publisher.get(PUBLISH)

    assert text_of(page, "noted-checks").startswith(
        "Warns: How similar the two profiles are, Product manager / Product owner: "
        "0.81 (34.3% mixed up); warns above 0.75, fails above 0.95. Change the targets in which "
        "the two roles should differ, or keep only one of the roles."
    )
    assert text_of(page, "submit-id-publish") == "Publish as version 2 now"


def test_publish_failing_draft_is_refused_and_the_page_offers_no_button(publisher):
    Question.objects.filter(slug__in=["talk-to-customers", "study-rivals", "watch-users"]).update(
        active=False
    )
    page = publisher.post(PUBLISH, {"stamp": draft_state().stamp, "note": "fewer"})

    assert said(page) == ["Nothing was published: checks of the draft fail."]
    assert CatalogVersion.objects.count() == 1
    failed = [line for line, _links in page.context["noted_lines"] if line.verdict == "fail"]
    assert [(line.what, line.about) for line in failed] == [
        ("Active questions", "Understanding customers"),
        ("Uneven number of questions", "Whole catalog"),
    ]
    assert "The draft cannot be published while a check fails." in text_of(page, "content-main")
    assert read_page(page).all(id="submit-id-publish") == []


def test_publish_page_of_an_unsound_draft_shows_no_checks(publisher):
    ProfileTarget.objects.filter(role__slug="product-owner").delete()
    page = publisher.get(PUBLISH)

    assert page.context["check_lines"] == []
    assert "Checks before publishing" not in text_of(page, "content-main")


def test_publish_by_an_editor_is_refused_and_the_page_says_who_can(client):
    publish_seed()
    make_staff("Publishers", name="grace")
    client.force_login(make_staff("Editors"))
    edit_target()
    page = client.get(PUBLISH)
    refused = client.post(PUBLISH, {"stamp": draft_state().stamp, "note": "mine"})

    assert (page.status_code, refused.status_code) == (200, 403)
    assert page.context["publishers_sentence"].endswith(": grace.")
    assert read_page(page).all(id="submit-id-publish") == []
    assert CatalogVersion.objects.count() == 1


def test_page_without_the_right_to_see_the_draft_is_refused(client):
    publish_seed()
    client.force_login(make_staff())

    assert client.get(PUBLISH).status_code == 403
    assert client.post(PUBLISH, {}).status_code == 403


def test_publish_by_somebody_signed_out_asks_to_sign_in_and_publishes_nothing(publisher):
    edit_target()
    stamp = publisher.get(PUBLISH).context["form"]["stamp"].value()
    publisher.logout()
    before = {"referer": f"http://testserver{PUBLISH}"}
    page = publisher.post(PUBLISH, {"stamp": stamp}, headers=before)

    assert asks_to_sign_in(page)
    assert page.context["next"] == PUBLISH
    assert CatalogVersion.objects.count() == 1


def test_first_publication_makes_version_1(client):
    call_command("load_catalog", verbosity=0)
    client.force_login(make_staff("Publishers"))
    page = client.get(PUBLISH)
    client.post(PUBLISH, {"stamp": page.context["form"]["stamp"].value()})

    assert text_of(page, "content-main").startswith(
        "Nothing is published yet. Readers see the draft once you publish it."
    )
    assert text_of(page, "submit-id-publish") == "Publish as version 1 now"
    assert CatalogVersion.objects.get().number == 1


# --- the content of the role pages


@pytest.fixture
def content_publisher(publisher):
    """Catalog and content are in force as they stand in the draft."""
    load_careers(content=seed_careers(), reason="")
    publisher.post(PUBLISH, {"stamp": draft_state().stamp})
    return publisher


def edit_step():
    step = Step.objects.first()
    step.document |= {"text": "Write down what you learn"}
    step.save()


def test_publish_of_content_alone_makes_no_catalog_version(content_publisher):
    edit_step()
    page = content_publisher.get(PUBLISH)
    done = content_publisher.post(PUBLISH, {"stamp": draft_state().stamp, "note": "x"}, follow=True)
    made = ContentVersion.objects.get(number=2)

    assert (
        page.context["draft_sentence"]
        == "Draft differs from version 1 of the role pages: 1 route step."
    )
    assert [title for title, *_what in told(page)] == [
        "Route: Project coordinator to Project manager"
    ]
    assert text_of(page, "submit-id-publish") == "Publish the role pages now"
    assert CatalogVersion.objects.count() == 1
    assert (made.author, made.note) == ("ada", "x")
    assert said(done) == ["Version 2 of the role pages is published."]
    assert done.redirect_chain == [
        (reverse("admin:roles_contentversion_change", args=[made.pk]), 302)
    ]
    assert text_of(done, "catalog-file").startswith("format: 1 sources: - slug:")


def test_publish_of_both_makes_both_versions(content_publisher):
    edit_step()
    edit_target()
    page = content_publisher.get(PUBLISH)
    done = content_publisher.post(PUBLISH, {"stamp": draft_state().stamp}, follow=True)

    assert [label for _title, label, _said in told(page)] == [
        *("Number for Understanding customers", "Stepping stone")
    ]
    assert text_of(page, "submit-id-publish") == "Publish as version 2 now"
    assert said(done) == [*("Version 2 is published.", "Version 2 of the role pages is published.")]
    assert (CatalogVersion.objects.count(), ContentVersion.objects.count()) == (2, 2)


def test_note_sent_after_the_session_ended_is_there_after_signing_in(publisher):
    edit_target()
    publisher.get(PUBLISH)  # gives the browser the secret that its typing is kept under
    user = User.objects.get(pk=publisher.session["_auth_user_id"])
    user.set_password("Seven-Words-9x")
    user.save()
    Session.objects.all().delete()
    typed = {"note": "closer", "due_on": "2099-01-15", "stamp": draft_state().stamp}
    asked = read_page(publisher.post(PUBLISH, typed))
    kept = {"_kept": asked.one("input", name="_kept").attrs["value"], "next": PUBLISH}
    account = {"username": user.get_username(), "password": "Seven-Words-9x"}
    led = publisher.post("/admin/login/", kept | account)
    back, again = publisher.get(led.url), publisher.get(led.url)

    assert (led.url, CatalogVersion.objects.count()) == (PUBLISH, 1)
    assert said(back)[-1].startswith("You were signed out, so nothing was published.")
    form = back.context["form"]
    assert (form["note"].value(), form["due_on"].value()) == ("closer", "2099-01-15")
    assert not again.context["form"]["note"].value()  # shown once
