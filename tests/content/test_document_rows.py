"""What each value of a document may be: at its limit it is read, beyond it is refused."""

from datetime import date

import pytest

from roles.content.careers import ROLE_POINTS
from roles.domain.errors import Problem
from tests.content.documents import changed, held_by, problems_of, read, without

SLUG = "lower-case letters, digits, single hyphens or underscores, up to 60"
ROWS = "a list of rows"
AMOUNT = "a whole number from 0 to 10000000, or null"
WHERE = {
    "sources": "sources.survey",
    "pay": "pay.thinkers-us",
    "roles": "roles.thinker",
    "comparisons": "comparisons.number 1",
    "reader_questions": "reader_questions.how-long",
    "titles": "titles.dreamer",
    "routes": "routes.number 1",
}


def problem(path, value, allowed):
    """What is said of a bad value."""
    section, _row, *inner = path
    names = [f"number {key + 1}" if isinstance(key, int) else key for key in inner]
    return Problem(tuple(path), ".".join((WHERE[section], *names)), value, allowed)


def one_line(longest):
    return f"one line of text, 1 to {longest} characters"


# Every text, and the most characters.
TEXTS = [
    (["sources", 0, "label"], 80),
    (["sources", 0, "name"], 200),
    (["pay", 0, "group"], 120),
    (["pay", 0, "country"], 80),
    (["pay", 0, "counted"], 300),
    (["roles", 0, "description"], 160),
    (["roles", 0, "pay_note"], 300),
    (["roles", 0, "does", 0, "text"], 300),
    (["comparisons", 0, "description"], 160),
    (["comparisons", 0, "answer"], 700),
    (["comparisons", 0, "same", 0, "text"], 300),
    (["reader_questions", 0, "question"], 150),
    (["reader_questions", 0, "answer"], 700),
    (["reader_questions", 0, "rows", 0, "label"], 80),
    (["reader_questions", 0, "rows", 0, "text"], 300),
    (["titles", 0, "name"], 80),
    (["titles", 0, "changes", "ideas"], 300),
    (["routes", 0, "text"], 300),
]
TEXTS_OR_NOTHING = [
    (["sources", 0, "note"], 300),
    (["pay", 0, "code"], 20),
    (["roles", 0, "pay", 0, "note"], 300),
    (["roles", 0, "ladder", 0, "span"], 40),
    (["titles", 0, "note"], 200),
    (["routes", 0, "shift"], 300),
    (["roles", 0, "week", 0, "label"], 80),  # may be left out elsewhere
    (["reader_questions", 0, "link_text"], 80),  # likewise, with its link
]


@pytest.mark.parametrize(("path", "longest"), TEXTS)
def test_parse_text_of_one_line_is_read_up_to_its_length(path, longest):
    assert problems_of(changed((path, "x" * longest))) == []
    for bad in ("x" * (longest + 1), "", "  ", "two\nlines", "\ud800", 7, True, ["x"]):
        assert problems_of(changed((path, bad))) == [problem(path, bad, one_line(longest))]


@pytest.mark.parametrize(("path", "longest"), TEXTS_OR_NOTHING)
def test_parse_text_that_may_be_nothing_is_read_up_to_its_length(path, longest):
    allowed = f"{one_line(longest)}, or nothing"

    assert problems_of(changed((path, "x" * longest))) == []
    for bad in ("x" * (longest + 1), "  ", "two\nlines", None, 7, False, ["x"]):
        assert problems_of(changed((path, bad)))[:1] == [problem(path, bad, allowed)]


SLUGS = [
    ["sources", 0, "slug"],
    ["pay", 0, "slug"],
    ["pay", 0, "source"],
    ["roles", 0, "slug"],
    ["roles", 0, "pay", 0, "figure"],
    ["roles", 0, "does", 0, "source"],
    ["comparisons", 0, "source"],
    ["comparisons", 0, "same", 0, "source"],
    ["reader_questions", 0, "slug"],
    ["reader_questions", 0, "source"],
    ["titles", 0, "slug"],
    ["routes", 0, "start"],
    ["routes", 0, "goal"],
    ["routes", 0, "source"],
]


@pytest.mark.parametrize("path", SLUGS, ids=str)
@pytest.mark.parametrize("bad", ["x" * 61, "", "Two Words", "a--b", 7, None, ["survey"], {"a": 1}])
def test_parse_bad_slug_is_refused(path, bad):
    refusals = problems_of(changed((path, bad)))
    (refusal,) = [each for each in refusals if each.path == tuple(path)]

    assert (refusal.value, refusal.allowed) == (bad, SLUG)
    assert refusals[0] == refusal  # those who name it come later


@pytest.mark.parametrize("section", ["sources", "pay", "reader_questions", "titles"])
def test_parse_slug_of_sixty_characters_is_read(section):
    row = changed()[section][0] | {"slug": "x" * 60}
    document = changed()

    assert problems_of(document | {section: [*document[section], row]}) == []


MONTH, DAY = 'a text such as "2024-05", or null', 'a text such as "2026-11-24"'
KINDS = "one of published, client, practice, view, own"
YEAR = "a whole number from 1900 to 2100, or null"
FLAG = "true or false"
REFUSED = [
    (["sources", 0, "kind"], ["rumour", "Published", None, ["own"], 1], KINDS),
    (["sources", 0, "year"], [1899, 2101, "2025", 2025.0, True, "", [2025], 10**5000], YEAR),
    (
        ["sources", 0, "url"],
        [
            *("http://a.org/", "https://a.org/?q=1", "https://a.org/a b", " https://a.org/"),
            *("HTTPS://a.org/", "https://", "javascript:a", f"https://a.org/{'x' * 187}", None, 7),
        ],
        "an https address, or nothing",
    ),
    (["pay", 0, "currency"], ["CHF", "usd", "", None, ["USD"]], "one of USD, GBP, EUR"),
    (["pay", 0, "as_of"], ["2024-5", "2024-05-01", "2024-13", "", 2024, date(2024, 5, 1)], MONTH),
    (["pay", 0, "low"], [-1, 10_000_001, 1.0, "1", True, [1]], AMOUNT),
    (["pay", 0, "middle"], [-1, 10_000_001, 1.0, "1", False, [1]], AMOUNT),
    (["pay", 0, "is_capped"], [0, 1, "yes", None, [True]], FLAG),
    (["pay", 0, "average"], [0, 1, "yes", None, [True]], FLAG),
    (["roles", 0, "checked"], ["2026-11", "2026-11-31", "24.11.2026", "", None, 20261124], DAY),
    (["reader_questions", 0, "topic"], ["weather", "", None, ["quiz"]], "one of jobs, quiz"),
    (["titles", 0, "pay"], ["Thinkers US", None, 7, ["thinkers-us"]], f"{SLUG}, or nothing"),
    (["titles", 0, "changes"], [None, ["x"], "x", 7], "a text for each dimension"),
    (["routes", 0, "is_long"], [0, 1, "yes", None, [True]], FLAG),
    *((["roles", 0, kind], [None, "x", 7, {"text": "x"}], ROWS) for kind in ROLE_POINTS),
    *((["comparisons", 0, kind], [None, "x", {}], ROWS) for kind in ("same", "different")),
    (["comparisons", 0, "roles"], [None, "thinker", {"thinker": 1}, 7], ROWS),
    (["roles", 0, "pay"], [None, "thinkers-us", {}], ROWS),
    (["reader_questions", 0, "rows"], [None, "x", {}], ROWS),
]


@pytest.mark.parametrize(
    ("path", "values", "allowed"), REFUSED, ids=[str(row[0]) for row in REFUSED]
)
def test_parse_bad_value_is_refused_where_it_is(path, values, allowed):
    for value in values:
        assert problems_of(changed((path, value))) == [problem(path, value, allowed)]


@pytest.mark.parametrize(
    "bad", ["quiz/", "//quiz/", "/Quiz/", "/quiz", "/?a=1", "x" * 201, None, 7]
)
def test_parse_link_that_leads_elsewhere_is_refused(bad):
    path = ["reader_questions", 0, "link"]
    allowed = "an address of this site, or nothing"

    assert problems_of(changed((path, bad)))[:1] == [problem(path, bad, allowed)]


@pytest.mark.parametrize("bad", [-1, 10_000_001, 1.0, "1", True, [1]])
def test_parse_bad_high_figure_is_refused(bad):
    path, not_capped = ["pay", 0, "high"], (["pay", 0, "is_capped"], False)

    assert problems_of(changed((path, bad), not_capped)) == [problem(path, bad, AMOUNT)]


READ = [
    (["sources", 0, "year"], [1900, 2100, None]),
    (["sources", 0, "url"], ["https://a.org", "https://a-b.org/C/d_e.f~g-h", ""]),
    (["sources", 0, "url"], [f"https://a.org/{'x' * 186}"]),
    (["sources", 0, "kind"], ["published", "client", "practice", "view", "own"]),
    (["pay", 0, "currency"], ["USD", "GBP", "EUR"]),
    (["pay", 0, "low"], [0, 60_000, None]),
    (["pay", 0, "high"], [60_000, 10_000_000]),
    (["reader_questions", 0, "topic"], ["jobs", "quiz"]),
    (["reader_questions", 0, "link"], ["/", "/roles/thinker/", "/a-1/b/#c-2", "/#pay"]),
]


@pytest.mark.parametrize(("path", "values"), READ)
def test_parse_value_at_its_limit_is_read_as_it_is(path, values):
    for value in values:
        section, row, key = path
        assert getattr(getattr(read(changed((path, value))), section)[row], key) == value


# Keys that must be there; all others may be left out.
REQUIRED = [
    *(["sources", 0, key] for key in ("label", "name", "kind")),
    *(["pay", 0, key] for key in ("group", "country", "currency", "source", "counted")),
    *(["roles", 0, key] for key in ("description", "checked", "pay_note")),
    *(["roles", 0, kind] for kind in (*ROLE_POINTS, "pay") if kind != "boxes"),
    *(["roles", 0, "does", 0, key] for key in ("text", "source")),
    ["roles", 0, "pay", 0, "figure"],
    *(["comparisons", 0, key] for key in ("roles", "description", "answer", "source")),
    *(["comparisons", 0, kind] for kind in ("same", "different")),
    *(["reader_questions", 0, key] for key in ("topic", "question", "answer", "source")),
    *(["reader_questions", 0, "rows", 0, key] for key in ("label", "text")),
    *(["titles", 0, key] for key in ("name", "changes")),
    *(["routes", 0, key] for key in ("start", "goal", "text", "source")),
]


@pytest.mark.parametrize("path", REQUIRED, ids=str)
def test_parse_missing_key_is_refused(path):
    (refusal,) = problems_of(without(path))
    assert (refusal.path, refusal.value) == (tuple(path), None)


POINT_KEYS = "label, span, text, source"
ROW_KEYS = {
    ("sources", 0): "slug, label, name, kind, year, note, url",
    ("pay", 0): "slug, group, code, country, currency, source, as_of, counted, low, middle, high, "
    "is_capped, average",
    ("roles", 0): "slug, description, checked, does, good, people, boxes, ladder, pay_note, pay, "
    "suits, unsuited, leaving, confused, trials, qualifications, titles, week",
    ("roles", 0, "pay", 0): "figure, note",
    ("roles", 0, "does", 0): POINT_KEYS,
    ("comparisons", 0): "roles, description, answer, source, choose, same, different",
    ("comparisons", 0, "same", 0): POINT_KEYS,
    ("reader_questions", 0): "slug, topic, question, answer, rows, source, link, link_text",
    ("reader_questions", 0, "rows", 0): "label, text",
    ("titles", 0): "slug, name, pay, note, changes",
    ("titles", 0, "changes"): "ideas, order",
    ("routes", 0): "start, goal, text, shift, is_long, source",
}


@pytest.mark.parametrize(("path", "keys"), ROW_KEYS.items(), ids=[str(path) for path in ROW_KEYS])
def test_parse_unknown_key_is_refused_and_those_there_are_are_named(path, keys):
    unknown = (*path, "colour")

    assert problems_of(changed((unknown, "red"))) == [
        problem(unknown, "red", f"no such key here; there are {keys}")
    ]


def test_parse_unknown_key_that_is_no_text_is_refused():
    assert problems_of(changed((["routes", 0, 7], "red"))) == [
        Problem(
            *(("routes", 0, "7"), "routes.number 1.7", "red"),
            f"no such key here; there are {ROW_KEYS['routes', 0]}",
        )
    ]


# Rows of which nothing else is asked once they are refused.
PLAIN_ROWS = [
    path for path in ROW_KEYS if path[-1] == 0 and path not in (("pay", 0), ("routes", 0))
]


@pytest.mark.parametrize("path", PLAIN_ROWS, ids=str)
@pytest.mark.parametrize("bad", [None, 7, "thinker", ["slug"]])
def test_parse_row_that_is_no_mapping_is_refused_by_its_number(path, bad):
    *inner, _first = path
    rows = [*held_by(changed(), path), bad]
    where = {1: path[0], 3: f"{WHERE[path[0]]}.{path[-2]}"}[len(inner)]

    assert problems_of(changed((inner, rows))) == [
        Problem(
            *((*inner, len(rows) - 1), f"{where}.number {len(rows)}", bad),
            f"a mapping with {ROW_KEYS[path]}",
        )
    ]
