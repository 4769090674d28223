"""Characters that draw nothing, and texts that look the same."""

import pytest

from roles.domain.texts import has_letter, hidden, look, visible


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Product\u00ad owner", "character 8: SOFT HYPHEN (U+00AD)"),
        ("\u200bOwner", "character 1: ZERO WIDTH SPACE (U+200B)"),
        ("Own\u202eer", "character 4: RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("\u2067Owner", "character 1: RIGHT-TO-LEFT ISOLATE (U+2067)"),
        ("Owner\ufeff", "character 6: ZERO WIDTH NO-BREAK SPACE (U+FEFF)"),
        ("\u3164", "character 1: HANGUL FILLER (U+3164)"),
        ("Owner\U000e0041", "character 6: TAG LATIN CAPITAL LETTER A (U+E0041)"),
        ("O\ufe0fwner", "character 2: VARIATION SELECTOR-16 (U+FE0F)"),
        ("O\u200dwner", "character 2: ZERO WIDTH JOINER (U+200D)"),
        ("\U0001f3f4\U000e0067x", "character 2: TAG LATIN SMALL LETTER G (U+E0067)"),
        ("One\u2028two", "character 4: LINE SEPARATOR (U+2028)"),
    ],
)
def test_character_that_draws_nothing_is_found_and_named(text, found):
    assert [str(each) for each in hidden(text)] == [found]
    assert hidden(visible(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        *("Product owner", "R&D", "caf\u00e9", "cafe\u0301", "a\u00a0b", "東京"),
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # "I want" in Persian
        "क\u094d\u200dष",  # Hindi, likewise
        "\u2764\ufe0f\u200d\U0001f525",  # a burning heart: three characters, one sign
        "\U0001f469\U0001f3fd\u200d\U0001f4bb",
        "1\ufe0f\u20e3",  # a keycap
        "\u203c\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # Scotland
    ],
)
def test_character_that_a_script_or_a_sign_needs_is_no_hidden_one(text):
    assert hidden(text) == ()


@pytest.mark.parametrize("end", ["\u200d", "\u200c ", "\u200d\u200b"])
def test_joiner_that_joins_nothing_is_hidden(end):
    assert hidden(f"क{end}")[0].place == 2


@pytest.mark.parametrize(
    "twin",
    [
        "PRODUCT OWNER",
        " product  owner",
        "Product\u00a0owner",
        "Prod\u00aduct owner",
        "\uff30roduct owner",
    ],
)
def test_texts_that_read_the_same_look_the_same(twin):
    assert look(twin) == look("Product owner")


def test_texts_that_read_differently_look_different():
    assert len({look(text) for text in ("Owner", "Owners", "Öwner", "R&D", "RD", "")}) == 6


@pytest.mark.parametrize(
    ("text", "has_one"),
    [
        ("é", True),
        ("7 x", True),
        ("東", True),
        ("\u200b", False),
        ("\u3164", False),
        ("24/7!", False),
    ],
)
def test_letter_is_what_one_can_read(text, has_one):
    assert has_letter(text) is has_one
