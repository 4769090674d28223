"""Checks of how profiles stand to each other and to what everybody likes."""

import pytest

from roles.domain import profile_checks
from roles.domain.profile_checks import order_checks, status_checks
from tests.factories import first_catalog, make_catalog, make_dimension, make_question, make_role

ABC = ("a", "b", "c")


def three_dimensions(**roles):
    return make_catalog(
        dimensions=[make_dimension(slug) for slug in ABC],
        roles=[
            make_role(slug, **dict(zip(ABC, targets, strict=True)))
            for slug, targets in roles.items()
        ],
        questions=[make_question(f"{slug}-{n}", slug) for slug in ABC for n in range(4)],
    )


def found(checks):
    return {check.about: (check.verdict, round(check.figure, 2)) for check in checks}


def test_order_of_two_roles_that_is_scored_the_other_way_round_warns():
    """30 above 20, of patterns that lie 20 below and 5 above their own means."""
    of = three_dimensions(one=(30, 80, 40), two=(20, 15, 10))
    (check,) = [check for check in order_checks(of) if check.about[0] == "a"]

    assert (check.code, check.about, check.verdict) == ("order", ("a", "one", "two"), "warn")
    # -20/sqrt(1400) and 5/sqrt(50) of 20 points, as the contrast of a catalog of format 1 is .8
    assert check.figure == pytest.approx(20 * (0.7071068 + 0.5345225), abs=1e-5)


@pytest.mark.parametrize(("target", "count"), [(22.9, 0), (23, 1)])
def test_order_of_targets_nearer_than_three_points_is_passed_over(target, count):
    of = three_dimensions(one=(target, 80, 40), two=(20, 15, 10))

    assert sum(check.about[:1] == ("a",) for check in order_checks(of)) == count


def test_order_of_the_first_catalog_was_misleading_in_three_places():
    assert [check.about for check in order_checks(first_catalog())] == [
        ("strategy", "product-owner", "project-coordinator"),
        ("delivery", "product-manager", "project-coordinator"),
        ("delivery", "program-manager", "project-coordinator"),
    ]


def test_order_that_is_scored_as_shown_is_one_check_that_passes():
    (check,) = order_checks(three_dimensions(one=(80, 20, 50), two=(20, 80, 50)))

    assert (check.about, check.figure, check.verdict) == ((), 0, "pass")


def test_status_of_a_role_made_of_what_everybody_may_like_warns(monkeypatch):
    """One likes the first kind and the other dislikes it, and no other kind tells them apart."""
    monkeypatch.setattr(profile_checks, "POPULARITY", 2)
    of = three_dimensions(one=(90, 50, 50), two=(10, 50, 50))

    assert {about: verdict for about, (verdict, _share) in found(status_checks(of)).items()} == {
        ("one", "a"): "warn",
        ("two", "a"): "warn",
    }


def test_status_moves_every_dimension_of_an_area_together(monkeypatch):
    """Liking all kinds more changes nothing: with one area, no role is moved from its share."""
    monkeypatch.setattr(profile_checks, "STATUS_SHEETS", 200)
    apart = three_dimensions(one=(90, 50, 10), two=(10, 50, 90))
    together = profile_checks._shares(apart, dict.fromkeys(ABC, 0.0))
    moved = profile_checks._shares(apart, {"a": 0.5})

    assert moved["one"] > together["one"] + 0.1
