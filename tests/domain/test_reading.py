"""The measure of reading, against words and a text with known counts."""

import pytest

from roles.domain.reading import grade, sentences, syllables, words

KNOWN = {  # words as dictionaries divide them
    1: "a you work plan date goals asked looked goes held year team choose knows own role",
    2: "people manage table wanted pages changes over lasting careful being product sometimes "
    "quiet buyers trial chosen using create every",
    3: "manager everything everyone customer idea area several employer beginning quality "
    "official specialist",
    4: "coordinate experience interviewer certificate usually material education",
    5: "coordinator cooperation organization university opportunity",
}


@pytest.mark.parametrize(("count", "known"), KNOWN.items())
def test_syllables_of_words_are_as_known(count, known):
    counted = {word: syllables(word) for word in known.split()}

    assert counted == dict.fromkeys(known.split(), count)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("BLS", 3),  # spoken letter by letter
        ("US", 2),
        ("PRINCE2", 2),
        ("second-hand", 3),
        ("people's", 2),
        ("2024", 4),  # each digit counts
        ("100,750", 6),
    ],
)
def test_syllables_of_names_and_numbers_count_what_is_spoken(word, count):
    assert syllables(word) == count


def test_words_keep_numbers_hyphens_and_possessives_together():
    assert words("Last year's 100,750 was second-hand.") == [
        "Last",
        "year's",
        "100,750",
        "was",
        "second-hand",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Plan. You set dates.", 2),
        ("What did we agree? Nobody knows...", 2),
        ("What you do", 1),  # a heading
        ("It rose by 2.75 points. About", 1),  # a point inside a number is no end
    ],
)
def test_sentences_end_with_a_mark_or_with_the_text(text, count):
    assert sentences(text) == count


def test_grade_of_a_text_follows_the_formula():
    # 9 words in 2 sentences, of 6 + 3 + 4 + 2 syllables: 0.39 * 9 / 2 + 11.8 * 15 / 9 - 15.59
    assert grade(["The cat sat on the mat.", "Managers coordinate people"]) == pytest.approx(
        5.831667
    )
