"""How long an answer is, and the words that it leaves to the site's settings."""

import pytest

from roles.content.wording import PLACEHOLDERS, count_words, filled, unknown_placeholders


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ([], 0),
        ([""], 0),
        (["one"], 1),
        (["one two  three"], 3),
        (["one two", "", "three"], 3),
        (["first-hand, we think"], 3),
    ],
)
def test_count_words_counts_what_stands_between_spaces_in_all_texts(texts, words):
    assert count_words(texts) == words


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("plain", []),
        ("{most} and {contact}", []),
        ("{most} of {all}, {some} or {all}", ["all", "some", "all"]),
        ("{}", [""]),
        ("{ most }", [" most "]),
        ("{Most}", ["Most"]),
        ("{{most}}", []),
        ("{{else}}", ["else"]),
        ("no { braces } at } all {", [" braces "]),
    ],
)
def test_unknown_placeholders_are_those_in_braces_that_no_setting_fills(text, unknown):
    assert unknown_placeholders(text) == unknown


def test_every_known_placeholder_is_known():
    assert (
        *("fewest", "most", "fewest_minutes", "most_minutes", "roles", "areas"),
        *("kept_months", "unfinished_days", "ended_link_days", "operator", "contact"),
    ) == PLACEHOLDERS
    assert unknown_placeholders("".join(f"{{{name}}}" for name in PLACEHOLDERS)) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("{fewest} to {most}, or {most}", "8 to 20, or 20"),
        ("{else} {fewest", "{else} {fewest"),
        ("{} {{most}}", "{} {20}"),
        ("{operator}", "{most} & Co"),
    ],
)
def test_filled_puts_values_in_once_and_leaves_other_braces(text, shown):
    values = {"fewest": 8, "most": 20, "operator": "{most} & Co"}
    assert filled(text, values) == shown
