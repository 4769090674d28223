"""Roles of the draft are retired, renamed and copied with all that belongs to them."""

import pytest

from roles.domain.errors import RoleAddressTaken, RoleWithoutPage, TooFewRoles
from roles.models import (
    Comparison,
    Day,
    ProfileTarget,
    ReaderQuestion,
    RolePage,
    RoleProfile,
    Step,
    Title,
)
from roles.queries.draft import draft_state
from roles.services.careers import load_careers
from roles.services.catalog import load_catalog
from roles.services.roles import (
    duplicate_role,
    order_comparisons,
    refuse_slug,
    rename_role,
    retire_role,
)
from tests.careers_factories import (
    make_careers_document,
    make_comparison_row,
    make_page_row,
    make_question_row,
)
from tests.content.documents import read
from tests.factories import make_catalog, make_content_version, make_version

pytestmark = pytest.mark.django_db


def step(start, goal):
    return {"start": start, "goal": goal, "text": "Move", "source": "survey"}


@pytest.fixture
def draft(db):
    """Pages that name each other, all comparisons, steps, a link; the same is published."""
    pairs = (("thinker", "keeper"), ("thinker", "mixer"), ("keeper", "mixer"))
    content = read(
        make_careers_document(
            roles=[
                make_page_row("thinker", other="keeper"),
                make_page_row("keeper", other="mixer"),
            ],
            comparisons=[
                *(make_comparison_row(*pair) for pair in pairs),
                make_comparison_row("thinker", "keeper", "mixer"),
            ],
            reader_questions=[make_question_row(link="/compare/thinker-and-keeper/")],
            routes=[step("dreamer", "keeper"), step("keeper", "thinker"), step("mixer", "thinker")],
        )
    )
    catalog = make_catalog()
    load_catalog(catalog=catalog, reason="test")
    load_careers(content=content, reason="test")
    make_version(catalog)
    make_content_version(content)


def role(slug):
    return RoleProfile.objects.get(slug=slug)


def page(slug):
    return RolePage.objects.get(slug=slug).document


def slugs(table):
    return list(table.objects.values_list("slug", flat=True))


# --- retire


def test_retired_role_takes_along_all_that_names_it(draft):
    retire_role(role=role("keeper"))

    assert slugs(RoleProfile) == ["thinker", "mixer"]
    assert (slugs(RolePage), slugs(Comparison)) == (["thinker"], ["thinker-and-mixer"])
    assert slugs(Step) == ["mixer-to-thinker"]
    assert (page("thinker")["confused"], "comes_from" in page("thinker")) == ([], False)
    assert "link" not in ReaderQuestion.objects.get().document
    assert not ProfileTarget.objects.filter(role__slug="keeper").exists()
    assert draft_state().problems == ()


def test_retired_role_leaves_its_reason_in_the_history(draft):
    retire_role(role=role("keeper"))

    for history in (RoleProfile.history, RolePage.history, Step.history, ProfileTarget.history):
        assert history.filter(history_type="-").first().history_change_reason == "retired Keeper"


def test_role_of_the_last_two_is_not_retired(draft):
    retire_role(role=role("keeper"))

    with pytest.raises(TooFewRoles):
        retire_role(role=role("mixer"))
    assert slugs(RoleProfile) == ["thinker", "mixer"]


# --- rename


def test_renamed_role_has_its_new_slug_everywhere(draft):
    pk = role("keeper").pk
    rename_role(role=role("keeper"), name="Clerk", slug="clerk")

    assert (role("clerk").pk, role("clerk").name) == (pk, "Clerk")
    assert slugs(RolePage) == ["thinker", "clerk"]
    assert page("thinker")["confused"][0]["label"] == "clerk"
    assert slugs(Comparison)[0] == "thinker-and-clerk"
    assert slugs(Step)[:2] == ["dreamer-to-clerk", "clerk-to-thinker"]
    assert ReaderQuestion.objects.get().document["link"] == "/compare/thinker-and-clerk/"
    assert draft_state().problems == ()


def test_published_role_that_is_renamed_keeps_its_earlier_slugs(draft):
    rename_role(role=role("keeper"), name="Clerk", slug="clerk")
    assert page("clerk")["former_slugs"] == ["keeper"]
    rename_role(role=role("clerk"), name="Filer", slug="filer")

    assert page("filer")["former_slugs"] == ["keeper"]  # clerk was never published
    publish()
    rename_role(role=role("filer"), name="Clerk", slug="clerk")
    assert page("clerk")["former_slugs"] == ["keeper", "filer"]
    rename_role(role=role("clerk"), name="Keeper", slug="keeper")
    assert page("keeper")["former_slugs"] == ["filer"]


def publish():
    state = draft_state()
    make_version(state.catalog)
    make_content_version(state.content)


def test_role_that_gets_another_name_only_keeps_its_slug(draft):
    rename_role(role=role("keeper"), name="Clerk", slug="keeper")

    assert (role("keeper").name, "former_slugs" in page("keeper")) == ("Clerk", False)
    assert {change.field for change in draft_state().changes} == {"name"}


@pytest.mark.parametrize(
    ("slug", "why"), [("mixer", "role"), ("dreamer", "title"), ("keeper", "former")]
)
def test_slug_of_something_else_is_refused(draft, slug, why):
    rename_role(role=role("keeper"), name="Clerk", slug="clerk")

    with pytest.raises(RoleAddressTaken) as error:
        rename_role(role=role("thinker"), name="Other", slug=slug)
    assert error.value.why == why
    with pytest.raises(RoleAddressTaken):
        duplicate_role(role=role("thinker"), name="Other", slug=slug)


def test_slug_that_left_over_rows_name_is_refused(draft):
    role("mixer").delete()

    with pytest.raises(RoleAddressTaken) as error:
        rename_role(role=role("thinker"), name="Mixer", slug="mixer")
    assert error.value.why == "content"


def test_published_role_without_a_page_keeps_its_slug(draft):
    with pytest.raises(RoleWithoutPage):
        rename_role(role=role("mixer"), name="Blender", slug="blender")

    assert "mixer" in slugs(RoleProfile)


# --- duplicate


def test_copy_has_numbers_days_and_page_under_its_own_slugs(draft):
    Day.objects.create(role=role("keeper"), slug="files", text="You sort files.", position=1)
    rename_role(role=role("keeper"), name="Clerk", slug="clerk")
    made = duplicate_role(role=role("clerk"), name="Archivist", slug="archivist")

    assert [row.target for row in made.targets.all()] == [20, 90]
    assert [(day.slug, day.text) for day in made.days.all()] == [("archivist-1", "You sort files.")]
    assert (made.symbol, slugs(RoleProfile)[-1]) == ("diamond", "archivist")
    copied = {key: held for key, held in page("clerk").items() if key != "former_slugs"}
    assert page("archivist") == copied | {"slug": "archivist"}
    assert not Comparison.objects.filter(slug__contains="archivist").exists()
    assert draft_state().problems == ()


def test_copies_of_a_copy_have_days_of_their_own(draft):
    Day.objects.create(role=role("keeper"), slug="archivist-1", text="You sort.", position=1)
    made = duplicate_role(role=role("keeper"), name="Archivist", slug="archivist")

    assert [day.slug for day in made.days.all()] == ["archivist-2"]


# --- order


def test_comparisons_follow_roles_that_change_places(draft):
    RoleProfile.objects.filter(slug="keeper").update(position=0)
    order_comparisons()

    assert slugs(Comparison)[0] == "keeper-and-thinker"
    assert draft_state().problems == ()
    assert Title.objects.count() == 1


# --- slugs that could be read as two


@pytest.mark.parametrize("slug", ["keeper-and-mixer", "keeper-and", "to-mixer", "keeper-to-mixer"])
def test_slug_that_could_be_read_as_two_is_refused(draft, slug):
    with pytest.raises(RoleAddressTaken) as error:
        rename_role(role=role("thinker"), name="Other", slug=slug)
    assert error.value.why == "joining"
    with pytest.raises(RoleAddressTaken):
        duplicate_role(role=role("thinker"), name="Other", slug=slug)


def test_slug_that_a_role_has_already_may_stay(draft):
    RoleProfile.objects.filter(slug="mixer").update(slug="sales-and-service")

    refuse_slug("sales-and-service", role("sales-and-service"))
