"""Published versions in the admin: read by staff, changed by nobody."""

import pytest
from django.urls import reverse

from roles.models import CatalogVersion
from tests.admin.pages import allow, banner, make_staff, text_of
from tests.factories import publish_seed

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client):
    publish_seed()
    client.force_login(make_staff("Publishers"))
    return client


def test_version_page_shows_its_content_as_a_file(publisher):
    version = CatalogVersion.objects.get()
    page = publisher.get(reverse("admin:roles_catalogversion_change", args=[version.pk]))

    assert text_of(page, "catalog-file").startswith("format: 2 areas: - slug: strategy")
    assert banner(page) == "No unpublished changes (version 1)."


def test_version_cannot_be_added_changed_or_deleted_even_by_a_superuser(admin_client):
    version = publish_seed()
    change = reverse("admin:roles_catalogversion_change", args=[version.pk])
    delete = reverse("admin:roles_catalogversion_delete", args=[version.pk])
    action = {"action": "delete_selected", "_selected_action": version.pk, "post": "yes"}
    listed = admin_client.post(reverse("admin:roles_catalogversion_changelist"), action)

    assert admin_client.get("/admin/roles/catalogversion/add/").status_code == 403
    assert admin_client.post(change, {"note": "x", "document_text": "{}"}).status_code == 403
    assert admin_client.post(delete, {"post": "yes"}).status_code == 403
    assert listed.status_code == 200  # the list again, for there is no such action
    assert CatalogVersion.objects.get().document_text == version.document_text


def test_versions_without_the_right_to_see_them_are_refused(client):
    version = publish_seed()
    user = make_staff()
    client.force_login(user)
    url = reverse("admin:roles_catalogversion_change", args=[version.pk])
    before = client.get(url).status_code
    allow(user, "view_catalogversion")

    assert (before, client.get(url).status_code) == (403, 200)
