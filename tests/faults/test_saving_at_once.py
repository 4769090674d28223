"""Two editors of the admin at the very same moment: nothing is lost, and one of two is asked."""

from functools import partial

import pytest

from roles.models import RoleProfile
from roles.services.catalog import load_catalog
from tests.admin.two_editors import opened, send, signed_in, superuser
from tests.factories import make_catalog
from tests.faults.test_quiz_at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.ignore_template_errors]
ROUNDS = 5
LIST = "/admin/roles/roleprofile/"


@pytest.fixture
def editors():
    load_catalog(catalog=make_catalog(), reason="")
    return [signed_in(superuser(name)) for name in ("ada", "grace")]


@pytest.fixture
def role(editors):
    return RoleProfile.objects.first()


def form_of(row):
    return f"/admin/roles/roleprofile/{row.pk}/change/"


def typed(client, address, **changes):
    """A job that sends a page as it stands now, but for the changes."""
    return partial(send, client, address, opened(client, address), **changes)


def test_two_editors_who_save_different_fields_at_once_lose_nothing(editors, role):
    ada, grace = editors
    for number in range(ROUNDS):
        answers = at_once(
            typed(ada, form_of(role), name=f"Ada {number}"),
            typed(grace, form_of(role), summary=f"Grace {number}."),
        )
        role.refresh_from_db()

        assert [answer.status_code for answer in answers] == [302, 302]
        assert (role.name, role.summary) == (f"Ada {number}", f"Grace {number}.")


def test_of_two_editors_who_save_the_same_field_at_once_one_is_asked(editors, role):
    ada, grace = editors
    for number in range(ROUNDS):
        listed = opened(grace, LIST)
        row = next(name for name in listed if name[-3:] == "-id" and listed[name] == [str(role.pk)])
        answers = at_once(
            typed(ada, form_of(role), position=str(20 + number), name=f"Ada {number}"),
            typed(grace, LIST, **{row.replace("-id", "-position"): str(50 + number)}),
        )
        role.refresh_from_db()

        assert sorted(answer.status_code for answer in answers) == [200, 302]
        is_of_ada = answers[0].status_code == 302
        assert role.position == (20 if is_of_ada else 50) + number
        assert (role.name == f"Ada {number}") is is_of_ada
