"""What differs between two catalogs, field by field."""

from roles.content import catalog as catalog_format
from roles.domain import types
from tests.factories import catalog_difference, make_catalog, make_document, make_question


def test_difference_of_equals_is_nothing():
    assert catalog_difference(make_catalog(), make_catalog()) == ()


def test_difference_names_row_field_old_and_new():
    new = make_document()
    new["roles"][1]["targets"]["order"] = 80
    new["settings"]["calibrated"] = True
    new["questions"][0]["active"] = False

    assert catalog_difference(make_catalog(), catalog_format.parse(new)) == (
        types.Change("roles", "keeper", "targets.order", 90, 80),
        types.Change("questions", "find-ideas", "active", True, False),
        types.Change("settings", "", "calibrated", False, True),
    )


def test_difference_shows_rows_added_and_removed():
    document = make_document()
    added = make_question("sort-papers", "order")
    removed = document["questions"][0]
    document["questions"] = [*document["questions"][1:], added]

    assert catalog_difference(make_catalog(), catalog_format.parse(document)) == (
        types.Change("questions", "sort-papers", "added", None, added),
        types.Change("questions", "find-ideas", "removed", removed, None),
    )


def test_difference_shows_a_new_order_once():
    document = make_document()
    document["roles"].reverse()

    assert catalog_difference(make_catalog(), catalog_format.parse(document)) == (
        types.Change(
            "roles",
            "",
            "order",
            ("thinker", "keeper", "mixer"),
            ("mixer", "keeper", "thinker"),
        ),
    )
