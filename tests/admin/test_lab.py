"""The scoring lab: all roles of the draft at once."""

import pytest

from roles.admin.lab import TRIAL_BANKS, TRIAL_PEOPLE
from roles.domain import lab
from roles.domain.trials import recognition_trial
from roles.models import Dimension, ProfileTarget
from roles.pages.insight import NEUTRAL_PEOPLE
from roles.queries.catalog import draft_catalog, published_catalog
from roles.queries.figures import measured_seed, shipped_table
from tests.admin.pages import make_staff
from tests.factories import publish_seed

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/lab/"


@pytest.fixture
def editor(client):
    publish_seed()
    client.force_login(make_staff("Editors"))
    return client


def change_a_target():
    ProfileTarget.objects.filter(role__slug="product-owner", dimension__slug="markets").update(
        target=95
    )


def test_lab_shows_each_role_as_the_engine_does(editor):
    change_a_target()
    rows = editor.get(ADDRESS).context["lab"].rows
    after = draft_catalog()
    shares = lab.neutral_shares(after, NEUTRAL_PEOPLE)

    assert {row.role.slug: row.neutral.after for row in rows} == pytest.approx(shares)
    assert {row.role.slug: row.neutral.before for row in rows} == pytest.approx(
        lab.neutral_shares(published_catalog(), NEUTRAL_PEOPLE)
    )
    assert [row.ideal_place for row in rows] == [1] * 5
    owner = rows[3]
    assert owner.nearest.check == lab.pair_check(after, "product-manager", "product-owner")


def test_lab_shows_each_pair_both_ways(editor):
    matrix = editor.get(ADDRESS).context["lab"].matrix

    for place, (_role, cells) in enumerate(matrix):
        assert cells[place].check is None
        for other, cell in enumerate(cells):
            assert cell.check == matrix[other][1][place].check


def test_lab_shows_the_measured_figures_of_this_very_catalog(editor):
    page = editor.get(ADDRESS)

    assert page.context["figures"] == measured_seed().figures
    assert page.context["recognition"] == measured_seed().figures.jobs


def test_lab_runs_a_small_simulation_only_when_asked(editor):
    change_a_target()
    catalog = draft_catalog()
    table = shipped_table(catalog)

    assert "recognition" not in editor.get(ADDRESS).context
    assert editor.get(ADDRESS, {"run": "1"}).context["recognition"] == recognition_trial(
        catalog, table, TRIAL_BANKS, TRIAL_PEOPLE
    )


def test_lab_of_an_unsound_draft_shows_the_published_version(editor):
    Dimension.objects.filter(slug="flow").update(area=None)
    page = editor.get(ADDRESS)

    assert not page.context["is_draft"]
    assert page.context["catalog"] == published_catalog()


def test_lab_with_nothing_at_all_says_so(client, db):
    client.force_login(make_staff("Editors"))
    page = client.get(ADDRESS)

    assert page.status_code == 200
    assert "lab" not in page.context


def test_lab_reads_the_draft_and_one_version(editor, django_assert_num_queries):
    editor.get(ADDRESS)  # what is kept for the next time: the session, what the site is called
    # Session, user, two for rights, one for the menu; what is published, and which roles were
    # renamed since; seven of the draft.
    with django_assert_num_queries(14):
        editor.get(ADDRESS)


def test_lab_is_refused(editor):
    assert editor.post(ADDRESS).status_code == 405
    editor.force_login(make_staff(name="bob"))
    assert editor.get(ADDRESS).status_code == 403
    editor.logout()
    assert editor.get(ADDRESS).url.startswith("/admin/login/")
