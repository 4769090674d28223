"""What each value of a content document may be: at its limit it is read, beyond it is refused."""

from datetime import date

import pytest

from tests.careers_factories import (
    COMPARISON_POINTS,
    OPTIONAL_POINTS,
    ROLE_POINTS,
    make_comparison_row,
    make_page_row,
    make_point_row,
)
from tests.content.documents import changed, held_by, places, problems_of, read, without

# Every text, and the most characters.
TEXTS = [
    (["sources", 0, "label"], 80),
    (["sources", 0, "name"], 200),
    (["pay", 0, "group"], 120),
    (["pay", 0, "country"], 80),
    (["pay", 0, "counted"], 300),
    (["roles", 0, "description"], 160),
    (["roles", 0, "pay_note"], 300),
    (["roles", 0, "pay", 0, "note"], 300),
    (["roles", 0, "does", 0, "text"], 300),
    (["roles", 0, "week", 0, "label"], 80),
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
    (["roles", 0, "decides"], 160),
    (["roles", 0, "pay_line"], 160),
    (["roles", 0, "ladder", 0, "span"], 40),
    (["titles", 0, "note"], 200),
    (["routes", 0, "shift"], 300),
    (["reader_questions", 0, "link_text"], 80),
]
BAD_TEXTS = ("  ", "two\nlines", "\ud800", 7, True, ["x"], "x\u200by", None)
BAD_SLUGS = ("x" * 61, "", "Two Words", "a--b", 7, None, ["survey"], {"a": 1})


def is_refused(path, value):
    """Whether a bad value is told, at its place, and nothing but what follows from it."""
    refused, *others = problems_of(changed((path, value)))
    return refused.path == tuple(path) and not [
        each for each in others if each.path == refused.path
    ]


@pytest.mark.parametrize(("path", "longest"), [*TEXTS, *TEXTS_OR_NOTHING])
def test_text_is_one_line_up_to_its_length(path, longest):
    assert problems_of(changed((path, "x" * longest))) == []
    assert [bad for bad in ("x" * (longest + 1), *BAD_TEXTS) if not is_refused(path, bad)] == []


@pytest.mark.parametrize("path", [path for path, _longest in TEXTS])
def test_text_that_must_be_there_is_not_empty(path):
    assert is_refused(path, "")


@pytest.mark.parametrize(
    "path",
    [
        *(["sources", 0, "slug"], ["pay", 0, "slug"], ["pay", 0, "source"], ["roles", 0, "slug"]),
        *(["roles", 0, "pay", 0, "figure"], ["roles", 0, "does", 0, "source"]),
        *(["comparisons", 0, "source"], ["comparisons", 0, "same", 0, "source"]),
        *(["reader_questions", 0, "slug"], ["reader_questions", 0, "source"]),
        *(["titles", 0, "slug"], *(["routes", 0, key] for key in ("start", "goal", "source"))),
    ],
    ids=str,
)
def test_slug_of_another_form_is_refused(path):
    assert [bad for bad in BAD_SLUGS if not is_refused(path, bad)] == []


@pytest.mark.parametrize("section", ["sources", "pay", "reader_questions", "titles"])
def test_slug_of_sixty_characters_is_read(section):
    row = changed()[section][0] | {"slug": "x" * 60}

    assert problems_of(changed() | {section: [*changed()[section], row]}) == []


FLAGS = [0, 1, "yes", None, [True]]
AMOUNTS = [-1, 10_000_001, 1.5, "1", True, [1]]
LISTS = [None, "x", 7, {"text": "x"}]
REFUSED = [
    (["sources", 0, "kind"], ["rumour", "Published", None, ["own"], 1]),
    (["sources", 0, "year"], [1899, 2101, "2025", True, "", [2025], 10**5000]),
    (["sources", 0, "url"], ["http://a.org/", "https://a.org/%zz", "https://a.org/a b", None, 7]),
    (["sources", 0, "url"], ["HTTPS://a.org/", "https://", "javascript:a", "https://a..org"]),
    (
        ["sources", 0, "url"],
        [f"https://a.org/{'x' * 487}", "https://a.org:0/", "https://me:key@a.org/"],
    ),
    (["pay", 0, "currency"], ["XYZ", "", "$", None, ["USD"]]),
    (["pay", 0, "as_of"], ["2024-5", "2024-05-01", "2024-13", "", 2024]),
    *((["pay", 0, key], AMOUNTS) for key in ("low", "middle", "high")),
    *((["sources", 0, key], FLAGS) for key in ("is_undated", "is_official")),
    *((["pay", 0, key], FLAGS) for key in ("has_quartiles", "is_capped", "average")),
    (["roles", 0, "checked"], ["2026-11", "2026-11-31", "24.11.2026", "", None, 20261124]),
    (["reader_questions", 0, "topic"], ["weather", "", None, ["quiz"]]),
    (["reader_questions", 0, "link"], ["quiz/", "//quiz/", "/Quiz/", "/quiz", "/?a=1", None, 7]),
    (["titles", 0, "pay"], ["Thinkers US", None, 7, ["thinkers-us"]]),
    (["titles", 0, "changes"], [None, ["x"], "x", 7, {}, {"ideas": "x"}]),
    (["titles", 0, "is_first"], FLAGS),
    (["routes", 0, "is_long"], FLAGS),
    *((["roles", 0, kind], LISTS) for kind in (*ROLE_POINTS, "pay", "comes_from")),
    *((["comparisons", 0, kind], LISTS) for kind in (*COMPARISON_POINTS, "roles")),
    (["reader_questions", 0, "rows"], LISTS),
]


@pytest.mark.parametrize(("path", "values"), REFUSED, ids=[str(row[0]) for row in REFUSED])
def test_value_of_another_kind_is_refused(path, values):
    assert [bad for bad in values if not is_refused(path, bad)] == []


READ = [
    (["sources", 0, "year"], [1900, 2100]),
    (["sources", 0, "url"], ["https://a.org", "https://a-b.org/C/d_e.f~g-h", ""]),
    (["sources", 0, "url"], [f"https://a.org/{'x' * 486}", "https://a.org:8443/b?q=1&r=%C3%A4#c"]),
    (["sources", 0, "url"], ["https://büro.example/straße", "https://[2001:db8::1]/"]),
    (["sources", 0, "kind"], ["published", "faq", "practice", "view", "own"]),
    (["pay", 0, "currency"], ["USD", "CHF", "JPY"]),
    (["pay", 0, "low"], [0, 60_000, None]),
    (["pay", 0, "high"], [90_000, 10_000_000]),
    (["reader_questions", 0, "topic"], ["jobs", "quiz"]),
    (["reader_questions", 0, "link"], ["/", "/roles/thinker/", "/a-1/b/#c-2", "/#pay"]),
]


@pytest.mark.parametrize(("path", "values"), READ)
def test_value_at_its_limit_is_read_as_it_is(path, values):
    section, row, key = path
    rows = [getattr(read(changed((path, value))), section)[row] for value in values]

    assert [getattr(row, key) for row in rows] == values


def test_days_and_months_are_read_as_dates():
    content = read(changed())

    assert content.roles[0].checked == date(2026, 11, 24)
    assert content.pay[0].as_of == date(2026, 5, 1)


def test_text_is_trimmed_and_composed():
    content = read(changed((["pay", 0, "group"], " Cafe\u0301 owners ")))

    assert content.pay[0].group == "Caf\u00e9 owners"


# Keys that must be there; all others may be left out, see test_documents.
REQUIRED = [
    *(["sources", 0, key] for key in ("label", "name", "kind", "year")),
    *(["pay", 0, key] for key in ("group", "country", "currency", "source", "counted")),
    *(["pay", 0, key] for key in ("as_of", "low", "middle", "high")),
    *(["roles", 0, key] for key in ("description", "checked", "pay_note")),
    *(["roles", 0, kind] for kind in (*ROLE_POINTS, "pay") if kind not in OPTIONAL_POINTS),
    *(["roles", 0, "does", 0, key] for key in ("text", "source")),
    *(["roles", 0, kind, 0, "label"] for kind in ("boxes", "ladder", "week", "confused")),
    ["roles", 0, "pay", 0, "figure"],
    *(["comparisons", 0, key] for key in ("roles", "description", "answer", "source")),
    *(["comparisons", 0, kind] for kind in COMPARISON_POINTS),
    ["comparisons", 0, "choose", 0, "label"],
    *(["reader_questions", 0, key] for key in ("topic", "question", "answer", "source")),
    *(["reader_questions", 0, "rows", 0, key] for key in ("label", "text")),
    *(["titles", 0, key] for key in ("name", "changes")),
    *(["routes", 0, key] for key in ("start", "goal", "text", "source")),
]


@pytest.mark.parametrize("path", REQUIRED, ids=str)
def test_missing_key_is_refused(path):
    (refusal,) = problems_of(without(path))

    assert (refusal.path, refusal.value) == (tuple(path), None)


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        (["titles", 0], "slug, name, pay, note, is_first, changes"),
        (["roles", 0, "pay", 0], "figure, note, counts_role"),
        (["roles", 0, "does", 0], "label, span, text, source"),
        (["reader_questions", 0, "rows", 0], "label, text"),
    ],
    ids=str,
)
def test_unknown_key_is_refused_and_those_there_are_are_named(path, keys):
    (refusal,) = problems_of(changed(([*path, "colour"], "red")))

    assert refusal.path == (*path, "colour")
    assert refusal.allowed == f"no such key here; there are {keys}"


@pytest.mark.parametrize("path", [["titles"], ["roles", 0, "does"], ["roles", 0, "pay"]], ids=str)
@pytest.mark.parametrize("bad", [None, 7, "thinker", ["slug"]])
def test_row_that_is_no_mapping_is_refused(path, bad):
    rows = [*held_by(changed(), [*path, 0]), bad]
    (refusal,) = problems_of(changed((path, rows)))

    assert refusal.path == (*path, len(rows) - 1)
    assert refusal.where.endswith(f"number {len(rows)}")


# --- labels and spans of points


@pytest.mark.parametrize(
    "path",
    [
        *(
            ["roles", 0, kind, 0, "label"]
            for kind in ROLE_POINTS
            if kind not in ("boxes", "ladder", "week", "confused")
        ),
        *(["comparisons", 0, kind, 0, "label"] for kind in ("same", "different")),
        *(["roles", 0, kind, 0, "span"] for kind in ROLE_POINTS if kind != "ladder"),
        *(["comparisons", 0, kind, 0, "span"] for kind in COMPARISON_POINTS),
    ],
    ids=str,
)
def test_label_or_span_where_there_is_none_is_refused(path):
    assert is_refused(path, "thinker")


def test_confused_with_itself_is_refused():
    assert places(changed((["roles", 0, "confused", 0, "label"], "thinker"))) == [
        ("roles.thinker.confused", "thinker")
    ]


@pytest.mark.parametrize("jobs", [[], ["keeper"], ["dreamer", "mixer"]])
def test_role_may_come_from_other_roles_and_titles(jobs):
    (page,) = read(changed((["roles", 0, "comes_from"], jobs))).roles

    assert list(page.comes_from) == jobs


@pytest.mark.parametrize(
    ("jobs", "value"), [(["thinker"], "thinker"), (["keeper", "keeper"], ["keeper", "keeper"])]
)
def test_role_that_comes_from_itself_or_twice_from_a_job_is_refused(jobs, value):
    assert places(changed((["roles", 0, "comes_from"], jobs))) == [
        ("roles.thinker.comes_from", value)
    ]


def test_figure_shown_twice_on_a_page_is_refused():
    shown = [{"figure": "thinkers-us", "note": note} for note in "xy"]

    assert places(changed((["roles", 0, "pay"], shown))) == [
        ("roles.thinker.pay", ["thinkers-us", "thinkers-us"])
    ]


# --- names of rows that there are not


NAMED = [
    (["pay", 0, "source"], "survey"),
    (["roles", 0, "slug"], "keeper, mixer, thinker"),
    (["roles", 0, "pay", 0, "figure"], "thinkers-us"),
    (["roles", 0, "does", 0, "source"], "survey"),
    (["roles", 0, "confused", 0, "label"], "keeper, mixer, thinker"),
    (["roles", 0, "comes_from", 0], "dreamer, keeper, mixer, thinker"),
    (["comparisons", 0, "roles", 1], "keeper, mixer, thinker"),
    (["comparisons", 0, "source"], "survey"),
    (["comparisons", 0, "choose", 1, "source"], "survey"),
    (["reader_questions", 0, "source"], "survey"),
    (["titles", 0, "pay"], "thinkers-us"),
    (["routes", 0, "start"], "dreamer, keeper, mixer, thinker"),
    (["routes", 0, "goal"], "keeper, mixer, thinker"),
    (["routes", 0, "source"], "survey"),
]


@pytest.mark.parametrize(("path", "known"), NAMED, ids=[str(row[0]) for row in NAMED])
def test_name_of_nothing_is_refused_and_all_there_are_are_listed(path, known):
    (refusal,) = problems_of(changed((path, "dancer")))

    assert (refusal.path, refusal.allowed) == (tuple(path), f"one of {known}")


def test_title_named_like_a_role_is_refused():
    document = changed((["titles", 0, "slug"], "thinker"), (["routes", 0, "start"], "keeper"))

    assert places(document) == [("titles.thinker.slug", "thinker")]


# --- comparisons


def compared(*roles):
    """The sample document with a comparison of these roles."""
    return changed((["comparisons"], [make_comparison_row(*roles)]))


@pytest.mark.parametrize(
    "roles", [("thinker", "keeper"), ("keeper", "mixer"), ("thinker", "keeper", "mixer")]
)
def test_comparison_of_two_or_three_roles_is_read(roles):
    assert problems_of(compared(*roles)) == []


@pytest.mark.parametrize(
    "roles",
    [
        *((), ("thinker",), ("thinker", "thinker"), ("keeper", "thinker")),
        *(("thinker", "mixer", "keeper"), ("thinker", "keeper", "keeper")),
        ("thinker", "keeper", "mixer", "maker"),
    ],
)
def test_comparison_of_other_numbers_or_another_order_is_refused(roles):
    known = ("thinker", "keeper", "mixer", "maker")

    assert [refusal.path for refusal in problems_of(compared(*roles), roles=known)] == [
        ("comparisons", 0, "roles")
    ]


@pytest.mark.parametrize("value", [[1, 2], [["thinker"], {}], [None, "mixer"]])
def test_comparison_of_what_is_no_role_is_refused(value):
    refusals = problems_of(changed((["comparisons", 0, "roles"], value)))

    assert {refusal.path[:3] for refusal in refusals} == {("comparisons", 0, "roles")}


def test_comparison_without_a_catalog_may_have_any_order_but_no_role_twice():
    assert problems_of(compared("keeper", "thinker"), roles=None) == []
    assert len(problems_of(compared("a", "a"), roles=None)) == 1


@pytest.mark.parametrize(
    "sides", [["keeper"], ["thinker"], ["thinker", "mixer"], ["thinker", "keeper", "mixer"], []]
)
def test_comparison_with_a_side_missing_or_too_many_is_refused(sides):
    points = [make_point_row("choose", label=role) for role in sides]

    assert places(changed((["comparisons", 0, "choose"], points))) == [
        ("comparisons.number 1.choose", sorted(sides))
    ]


def test_comparison_may_say_several_things_of_a_side():
    points = [make_point_row("choose", label=role) for role in ("keeper", "thinker", "keeper")]

    assert problems_of(changed((["comparisons", 0, "choose"], points))) == []


# --- answers


def words(count):
    return " ".join(["word"] * count)


def answered(answer, *rows):
    table = [{"label": label, "text": text} for label, text in rows]
    return changed(
        (["reader_questions", 0, "answer"], answer), (["reader_questions", 0, "rows"], table)
    )


@pytest.mark.parametrize(
    ("answer", "rows"),
    [
        (words(81), []),
        (words(77), [("two words", "and two")]),
        (words(40), [(words(10), words(20)), ("one", words(10))]),
    ],
)
def test_answer_of_more_than_eighty_words_is_refused(answer, rows):
    assert places(answered(answer, *rows)) == [("reader_questions.how-long.answer", "81 words")]


def test_answer_of_eighty_words_is_read():
    assert problems_of(answered(words(80))) == []
    assert problems_of(answered(words(76), ("two words", "and two"))) == []


@pytest.mark.parametrize("place", ["answer", "label", "text"])
@pytest.mark.parametrize("name", ["{least}", "{}"])
def test_unknown_placeholder_is_refused_wherever_it_stands(place, name):
    texts = {"answer": "Yes", "label": "At work", "text": "No", place: f"{{most}} {name}"}
    (refusal,) = problems_of(answered(texts["answer"], (texts["label"], texts["text"])))

    assert (refusal.path[-1], refusal.value) == (place, name)


@pytest.mark.parametrize(("link", "link_text"), [("/quiz/", ""), ("", "Take the quiz")])
def test_link_without_its_text_or_text_without_a_link_is_refused(link, link_text):
    document = changed(
        (["reader_questions", 0, "link"], link), (["reader_questions", 0, "link_text"], link_text)
    )

    assert places(document) == [("reader_questions.how-long.link", link)]


# --- earlier addresses


@pytest.mark.parametrize("slugs", [["thinker"], ["keeper"], ["old", "old"], ["Two Words"]])
def test_earlier_address_that_a_role_has_today_or_that_is_none_is_refused(slugs):
    (problem,) = problems_of(changed((["roles", 0, "former_slugs"], slugs)))

    assert problem.path[:3] == ("roles", 0, "former_slugs")


def test_earlier_address_of_two_roles_is_refused():
    pages = [
        make_page_row(role, other="mixer", former_slugs=["old"]) for role in ("thinker", "keeper")
    ]

    assert places(changed((["roles"], pages))) == [("roles", ["old"])]


def test_roles_are_found_by_their_earlier_addresses():
    content = read(changed((["roles", 0, "former_slugs"], ["ponderer", "muser"])))

    assert content.current_slugs == {"ponderer": "thinker", "muser": "thinker"}


# --- titles and steps


def test_changes_of_a_title_come_in_the_order_of_the_catalog():
    turned = {"order": "More order", "ideas": "More ideas"}
    (title,) = read(changed((["titles", 0, "changes"], turned))).titles

    assert list(title.changes) == ["ideas", "order"]


def walked(*steps):
    rows = [
        {"start": start, "goal": goal, "text": "Move", "source": "survey"} for start, goal in steps
    ]
    return changed((["routes"], rows))


def test_step_to_its_start_is_refused():
    assert places(walked(("thinker", "thinker"))) == [("routes.number 1.goal", "thinker")]


def test_step_and_the_one_back_are_read():
    assert problems_of(walked(("thinker", "keeper"), ("keeper", "thinker"))) == []


@pytest.mark.parametrize(
    "url",
    [
        *("https://a.org:port/", "https://[a/", "https://a.org:/", "https://-a.org/"),
        *('https://a.org/"onclick', "https://a.org/<b>", "https://a.org/\u202egnp", "https://?q"),
    ],
)
def test_address_of_no_form_is_refused_with_an_example(url):
    (refusal,) = problems_of(changed((["sources", 0, "url"], url)))

    assert refusal.allowed == "an address such as https://example.org/report?page=2, without spaces"


def test_currency_in_small_letters_is_taken():
    assert read(changed((["pay", 0, "currency"], "chf"))).pay[0].currency == "CHF"


def test_lower_limit_of_years_has_no_comma_and_one_row_no_plural():
    assert problems_of(changed((["sources", 0, "year"], 1800)))[0].allowed == "1900 or more"
