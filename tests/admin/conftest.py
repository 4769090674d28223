"""Admin tests: Django's own admin templates count on missing variables, so those may be missing."""

import pytest

from roles.services.careers import load_careers
from roles.services.catalog import load_catalog
from tests.admin.pages import make_staff
from tests.careers_factories import make_careers_document
from tests.content.documents import read
from tests.factories import make_catalog


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/admin/" in item.path.as_posix():
            item.add_marker(pytest.mark.ignore_template_errors)


@pytest.fixture
def small_draft(db):
    """Two dimensions, three roles, and one row of each kind of content; nothing is published."""
    load_catalog(catalog=make_catalog(), reason="test")
    load_careers(content=read(make_careers_document()), reason="test")


@pytest.fixture
def content_editor(client, small_draft):
    client.force_login(make_staff("Editors"))
    return client
