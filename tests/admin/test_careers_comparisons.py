"""Comparisons in the admin: two or three roles in the catalog's order, each with its points."""

import pytest

from roles.models import Comparison, ComparisonPoint, RoleProfile
from roles.queries.stored import careers_problems, stored_careers
from tests.admin.careers import make_all, make_draft, post_form, refusals, sign_in, url_of
from tests.careers_factories import make_comparison, make_comparison_point, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    make_draft()
    return sign_in(client)


def choose(*roles, source):
    """A point for each of these roles, in the first rows of the table."""
    found = {}
    for number, role in enumerate(roles):
        found |= {f"choose-{number}-label": role, f"choose-{number}-source": source.pk}
        found |= {f"choose-{number}-text": f"like what a {role} does"}
    return found


def add(editor, *roles, chosen=None):
    source = make_source()
    sides = dict(zip(("first", "second", "third"), roles, strict=False))
    texts = {"description": "How they differ.", "answer": "One thinks.", "source": source.pk}
    points = choose(*(chosen if chosen is not None else dict.fromkeys(roles)), source=source)
    return post_form(editor, Comparison, "add", **sides, **texts, **points)


@pytest.mark.parametrize("roles", [("thinker", "keeper"), ("thinker", "keeper", "mixer")])
def test_comparison_of_two_or_three_roles_is_added(editor, roles):
    add(editor, *roles)
    comparison = Comparison.objects.get()

    assert comparison.roles == roles
    assert list(comparison.points.values_list("kind", "label", "position")) == [
        ("choose", role, 1) for role in roles
    ]
    assert careers_problems(stored_careers()) == ()


@pytest.mark.parametrize(
    ("roles", "chosen", "said"),
    [
        (
            ("thinker", "thinker"),
            None,
            {"second": ["Choose a role that is not chosen already."]},
        ),
        (
            ("thinker", "keeper", "thinker"),
            None,
            {"third": ["Choose a role that is not chosen already."]},
        ),
        (
            ("keeper", "thinker"),
            None,
            {"first": ["Put the roles in the order of the catalog: Thinker, Keeper."]},
        ),
        (
            ("mixer", "keeper", "thinker"),
            None,
            {"first": ["Put the roles in the order of the catalog: Thinker, Keeper, Mixer."]},
        ),
        (
            ("thinker", "keeper"),
            ("keeper",),
            {"choose": ["Say when to choose each role. Nothing is said yet for: Thinker."]},
        ),
        (
            ("thinker", "keeper"),
            (),
            {"choose": ["Say when to choose each role. Nothing is said yet for: Thinker, Keeper."]},
        ),
        (
            ("thinker", "keeper"),
            ("thinker", "keeper", "mixer"),
            {"choose-2-label": ["This role is not compared here."]},
        ),
        (("thinker", ""), ("thinker",), {"second": ["This field is required."]}),
    ],
)
def test_bad_comparison_is_refused_and_nothing_is_saved(editor, roles, chosen, said):
    assert refusals(add(editor, *roles, chosen=chosen)) == said
    assert not Comparison.objects.exists()
    assert not ComparisonPoint.objects.exists()


def test_comparison_that_is_there_is_refused_in_any_order(editor):
    make_comparison("thinker", "keeper")
    again = add(editor, "thinker", "keeper")
    RoleProfile.objects.filter(slug="keeper").update(position=0)  # the catalog's order changes
    turned = add(editor, "keeper", "thinker")

    assert (
        refusals(again)
        == refusals(turned)
        == {"first": ["There is a comparison of these roles already: thinker-and-keeper."]}
    )
    assert Comparison.objects.count() == 1


def test_comparison_as_it_stands_may_be_saved_again(editor):
    comparison = make_comparison()
    post_form(editor, comparison, answer="One thinks, the other does not.")

    assert Comparison.objects.get().answer == "One thinks, the other does not."


def test_comparison_whose_last_point_of_a_side_is_taken_away_is_refused(editor):
    comparison = make_comparison()
    before = stored_careers()
    refused = post_form(editor, comparison, choose__1__DELETE="on", choose__1__text="")

    assert refusals(refused)["choose"] == [
        "Say when to choose each role. Nothing is said yet for: Keeper."
    ]
    assert stored_careers() == before


def test_comparison_point_of_a_role_taken_out_can_go_with_it(editor):
    comparison = make_comparison("thinker", "keeper", "mixer")
    kept = refusals(post_form(editor, comparison, third=""))
    post_form(editor, comparison, third="", choose__2__DELETE="on")

    assert kept == {"choose-2-label": ["This role is not compared here."]}
    assert Comparison.objects.get().roles == ("thinker", "keeper")
    assert list(comparison.points.filter(kind="choose").values_list("label", flat=True)) == [
        *("thinker", "keeper")
    ]


def test_comparison_with_a_role_that_left_the_draft_can_be_mended(editor):
    comparison = make_comparison("thinker", "keeper", "mixer")
    RoleProfile.objects.filter(slug="mixer").delete()
    form = editor.get(url_of(comparison)).context["adminform"].form
    post_form(editor, comparison, third="", choose__2__DELETE="on")

    assert form["third"].field.choices[-1] == ("mixer", "mixer (not in the draft)")
    assert careers_problems(stored_careers()) == ()


def test_comparison_whose_first_role_left_the_draft_may_be_kept(editor):
    comparison = make_comparison("thinker", "keeper", "mixer")
    RoleProfile.objects.filter(slug="thinker").delete()
    post_form(editor, comparison, answer="All three work.")

    assert Comparison.objects.get().answer == "All three work."


@pytest.mark.parametrize("more", [0, 20])
def test_comparison_asks_as_much_for_many_points_as_for_few(
    editor, more, django_assert_num_queries
):
    comparison = make_all()[3]
    for _number in range(more):
        make_comparison_point(comparison, "choose", label="keeper")
    editor.get(url_of(comparison))  # what is kept for the next time

    # Session, user, two for rights, one for the menu; the comparison; its three tables; roles and
    # sources to choose from; 18 for the banner.
    with django_assert_num_queries(29):
        editor.get(url_of(comparison))
