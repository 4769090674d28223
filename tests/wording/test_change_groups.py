"""Changes as people read them: grouped by object, by name, whole rows, words, moves, numbers."""

from copy import deepcopy

import pytest

from roles.content import catalog as catalog_format
from roles.content.word_difference import ListLine, Piece
from roles.queries.draft import Documents, difference_of
from roles.wording.change_groups import changed_objects, words_markup
from roles.wording.names import RowNames, listed
from tests.careers_factories import (
    make_careers_document,
    make_page_row,
    make_pay_row,
    make_point_row,
)
from tests.factories import make_catalog, make_question

BEFORE = Documents(catalog_format.dump(make_catalog()) | {"areas": []}, make_careers_document())


def told(edit, before=BEFORE):
    """What is said after an edit of both documents: title and changes of each object."""
    after = deepcopy(before)
    edit(after.catalog, after.content)
    return {
        each.title: list(each.changes)
        for each in changed_objects(difference_of(before, after), before, after)
    }


def the(changes):
    (one,) = changes
    return one


def test_rows_added_and_removed_are_told_whole():
    def edit(catalog, _content):
        catalog["questions"][0] = make_question("sort-papers", "order")

    said = told(edit)
    new, gone = the(said["Statement: Sort papers"]), the(said["Statement: Find ideas"])

    assert (new.label, gone.label) == ("New", "Removed")
    assert [(part.label, part.lines) for part in new.parts][:2] == [
        ("Statement", ("Sort papers",)),
        ("Dimension", ("Order",)),
    ]


def test_a_new_order_tells_who_moved_from_where_to_where():
    def edit(catalog, _content):
        catalog["roles"].insert(0, catalog["roles"].pop())

    assert the(told(edit)["Order of the roles"]).lines == (
        ListLine((Piece("same", "Mixer"),), 3, 1),
    )


def test_numbers_choices_and_flags_are_told_from_one_to_the_other():
    def edit(catalog, content):
        catalog["roles"][0]["targets"]["order"] = 77
        catalog["roles"][0]["symbol"] = "diamond"
        catalog["questions"][0]["dimension"] = "order"
        catalog["settings"]["calibrated"] = True
        content["pay"][0]["middle"] = 61_500
        content["routes"][0].pop("is_long")

    said = {change.label: change.sentence for row in told(edit).values() for change in row}

    assert said == {
        "Number for Order": "from 20 to 77",
        "Shape": "from Circle, navy to Diamond, teal",
        "Dimension": "from Ideas to Order",
        "Calibrated": "from no to yes",
        "Middle": "from 60,000 to 61,500",
        "A long step": "from yes to no",
    }


def test_texts_are_told_word_by_word_and_lists_line_by_line():
    def edit(_catalog, content):
        page = content["roles"][0]
        page["description"] = page["description"].replace("earns", "makes")
        page["does"] = [make_point_row("does"), make_point_row("all that matters")]

    description, does = told(edit)["Role page: Thinker"]

    assert [piece for piece in description.pieces if piece.sign != "same"] == [
        Piece("removed", "earns "),
        Piece("added", "makes "),
    ]
    assert does.lines == (ListLine((Piece("added", "About all that matters (Survey, 2025)"),)),)


def test_objects_are_named_by_the_names_of_what_they_are_about():
    def edit(_catalog, content):
        content["comparisons"][0]["answer"] = "None."
        content["routes"][0]["text"] = "Think."
        content["titles"][0]["changes"]["ideas"] = "Fewer"
        content["pay"].append(make_pay_row(slug="new"))
        content["roles"].append(make_page_row("keeper", other="thinker"))

    said = told(edit)

    assert set(said) == {
        "Comparison: Thinker and Keeper",
        "Route: Dreamer to Thinker",
        "Current title: Dreamer",
        "Pay figure: Thinkers (United States)",
        "Role page: Keeper",
    }
    assert the(said["Current title: Dreamer"]).label == "What is different: Ideas"
    assert the(said["Role page: Keeper"]).is_long is True


def test_names_of_rows_that_are_gone_are_those_they_had():
    def edit(catalog, _content):
        del catalog["roles"][0]

    assert list(told(edit)) == ["Role: Thinker"]
    assert RowNames([]).of("roles", "nobody") == "nobody"


@pytest.mark.parametrize(
    ("names", "said"), [([], ""), (["A"], "A"), (["A", "B", "C"], "A, B and C")]
)
def test_listed_joins_names(names, said):
    assert listed(names) == said


def test_words_markup_shows_markup_as_text_and_tells_ears_what_went_and_came():
    markup = words_markup([Piece("removed", "<b>old</b>"), Piece("added", "new")])

    assert "<b>" not in markup
    assert markup.count("visually-hidden") == 2
    assert markup.startswith("<del>")
    assert markup.endswith("new</ins>")
