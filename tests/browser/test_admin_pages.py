"""Every page of the admin in a real browser: what axe finds, what the console says, what fits."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.utils import timezone

from roles.models import CatalogVersion, SiteTexts
from tests.admin.counted_days import store_days
from tests.browser.pages import SIDEWAYS
from tests.factories import (
    make_experiment,
    make_link,
    make_result,
    make_version,
    publish_seed,
    reworded_catalog,
)

# Django's own templates count on missing variables.
pytestmark = pytest.mark.ignore_template_errors
FORM = re.compile(r"/admin/[a-z]+/[a-z]+/\d+/change/")
# Pages to which no list and no table of the start page leads.
MORE = ("/admin/versions/catalog/1/load/", "/admin/versions/content/compare/")
MORE += ("/admin/draft/roles/product-owner/", "/admin/draft/roles/product-owner/rename/")
MORE += ("/admin/draft/roles/product-owner/copy/", "/admin/draft/roles/product-owner/retire/")
MORE += ("/admin/experiment/?other=1",)
MORE += ("/admin/statistics/?sort=-skipped", "/admin/statistics/?sort=shown")  # one for each width
MORE += ("/admin/statistics/?from=soon", "/admin/statistics/?version=99&compare=dates")
MORE += ("/admin/search/?q=team", "/admin/draft/discard/", "/admin/password_change/")


@pytest.fixture
def published_site(transactional_db):
    """What the app ships, published; a result with its link; and a draft that differs."""
    publish_seed()
    call_command("load_careers", publish=True, verbosity=0)
    version = CatalogVersion.objects.get()
    sheet = dict.fromkeys([row["slug"] for row in version.document["questions"]], 5)
    result = make_result(version, sheet)
    make_link(result)
    make_version(reworded_catalog())
    store_days([version], 40, 30)
    SiteTexts.objects.create(name="Job compass")
    Group.objects.create(name="Readers")
    User.objects.create_superuser("root")


def paths(page, selector):
    found = page.locator(selector).evaluate_all("links => links.map(link => link.pathname)")
    return [path for path in dict.fromkeys(found) if path.startswith("/admin/")]


def all_pages(page):
    """The start page, what it leads to, and of each list the first row: form, history, deletion."""
    listed = paths(page, "#content a")
    forms = []
    for address in listed:
        if address.count("/") == 4 and not address.endswith("/add/"):
            page.goto(address)
            rows = [path for path in paths(page, "#result_list a") if FORM.fullmatch(path)]
            forms += (
                [rows[0].replace("change", part) for part in ("change", "history")] if rows else []
            )
    return ["/admin/", *listed, *forms, *MORE]


@pytest.mark.parametrize(("scheme", "width", "first"), [("dark", 320, 0), ("light", 1280, 1)])
def test_admin_pages_are_accessible_quiet_and_fit(open_signed_in, axe, scheme, width, first):
    """Every second page each, from the first on: all of them twice would take minutes."""
    page = open_signed_in(person=User.objects.get(), scheme=scheme, width=width)
    # Accounts have Django's own pages, which axe cannot decide all about.
    ours = [address for address in all_pages(page) if not address.startswith("/admin/auth/")]
    visited = ours[first::2]
    found = []
    for address in visited:
        response = page.goto(address)
        assert (address, response.status) == (address, 200)
        assert (address, page.evaluate(SIDEWAYS)) == (address, 0)
        found += [f"{address}: {line}" for line in axe(page)]

    assert len(visited) > 25
    assert found == []


def test_page_of_an_experiment_that_runs_is_accessible_and_fits(open_signed_in, axe):
    second, first = CatalogVersion.objects.all()
    make_experiment(second, first, started_at=timezone.now() - timedelta(days=3))
    store_days([second], 40, 30)
    options = {"person": User.objects.get(), "scheme": "dark", "width": 320}
    page = open_signed_in("/admin/experiment/", **options)

    assert page.evaluate(SIDEWAYS) == 0
    assert axe(page) == []
