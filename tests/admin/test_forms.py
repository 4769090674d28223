"""Every form that the admin shows to somebody is taken when they send it from its page."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from roles.models import CONTENT_ROWS, Question
from roles.services.quiz import finish_attempt
from tests.admin.pages import make_staff
from tests.admin.records import begin, publish
from tests.careers_factories import make_careers_document
from tests.content.documents import read
from tests.factories import make_content_version, make_link, publish_seed
from tests.journeys.crawler import name_of, walk

DRAFT = {"dimension", "question", "roleprofile"}
EDITED = {
    f"admin:roles_{table}_{page}"
    for table in DRAFT | {table._meta.model_name for table in CONTENT_ROWS}
    for page in ("add", "change", "changelist")
}
EVERYBODY = {"admin:logout", "quiz:page"}
ACCOUNTS = {"admin:logout", "admin:password_change", "admin:auth_user_password_change"} | {
    f"admin:auth_{table}_{page}"
    for table in ("user", "group")
    for page in ("add", "change", "changelist", "delete")
}


@pytest.fixture
def site(small_draft):
    """A row of everything that the admin shows."""
    make_content_version(read(make_careers_document()))
    version = publish()
    begin(version, pages=1)
    finished = begin(version)
    make_link(finish_attempt(attempt=finished, now=finished.saved_at), now=timezone.now())


def browser(user=None):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def about(*words):
    """Of the pages with one of these words in their names, one of each name."""

    def kind(address):
        name = name_of(address)
        return name if any(word in name for word in words) else None

    return kind


@pytest.mark.parametrize(("group", "forms"), [(None, EVERYBODY), ("Editors", EVERYBODY | EDITED)])
def test_links_and_forms_of_the_admin_are_taken(site, group, forms):
    made = walk(browser(make_staff(group)), "/admin/", kind=name_of, follows=False)

    assert made.trouble == []
    assert made.forms >= forms


def test_links_and_forms_about_accounts_are_taken(db):
    client = browser(User.objects.create_superuser("root", password="long enough"))
    Group.objects.exclude(name="Editors").delete()
    made = walk(client, "/admin/", kind=about("index", "app_list", "auth", "password"))

    assert made.trouble == []
    assert made.forms == ACCOUNTS


def test_publish_form_is_taken_and_shown_to_publishers(db):
    publish_seed()
    Question.objects.filter(slug="talk-to-customers").update(text="Talk to people who buy")
    made = walk(
        browser(make_staff("Publishers")), "/admin/", kind=about("index", "version", "desk")
    )

    assert made.trouble == []
    assert made.forms >= {"desk:draft"}


def test_login_form_of_the_admin_is_taken(db):
    made = walk(browser(), "/admin/login/")

    assert made.trouble == []
    assert "admin:login" in made.forms
