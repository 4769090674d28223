"""Differences in words: the banner's sentence and the lines of the publish page."""

import pytest

from roles.domain.errors import Problem
from roles.domain.types import Change
from roles.models import CatalogVersion
from roles.queries.draft import DraftState
from roles.wording.changes import ChangeLine, field_lines, state_sentence

VERSION = CatalogVersion(number=3)
PROBLEM = Problem(("roles",), "roles", "1 rows", "at least 2")


def state(*changes, version=VERSION, problems=()):
    return DraftState(version, None, changes, problems, "")


def changed(section, slug):
    return Change(section, slug, "name", "a", "b")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (
            state(version=None),
            "Nothing is published yet. Readers see the draft once you publish it.",
        ),
        (state(), "No unpublished changes (version 3)."),
        (
            state(changed("roles", "a"), changed("roles", "a")),
            "Draft differs from version 3: 1 profile.",
        ),
        (
            state(changed("roles", "a"), changed("roles", "b"), changed("settings", "")),
            "Draft differs from version 3: 2 profiles, the settings.",
        ),
        (
            state(changed("content.roles", "a"), changed("content.roles", "b")),
            "Draft differs from version 3: 2 role pages.",
        ),
        (state(problems=(PROBLEM,)), "The draft cannot be published yet: 1 problem."),
    ],
)
def test_state_sentence_says_how_the_draft_stands(state, sentence):
    assert state_sentence(state) == sentence


def test_field_lines_of_content_name_keys_as_its_forms_do():
    lines = field_lines(
        [
            Change("content.roles", "keeper", "does", ("Keep [a]",), ("Keep on [a]", "Sort [b]")),
            Change("content.pay", "keepers", "as_of", "2024-05", None),
            Change("content.titles", "poet", "changes.ideas", "More", "Fewer"),
        ]
    )

    assert lines == [
        ChangeLine("what you do", "Keep [a]", "Keep on [a]\nSort [b]"),
        ChangeLine("as of", "2024-05", ""),
        ChangeLine("what is different from this job, by area: ideas", "More", "Fewer"),
    ]
