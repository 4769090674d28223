"""Questions and answers: in order, findable, marked for machines, filled with what is in force."""

import pytest

from tests.careers_factories import make_question_row, make_source_row
from tests.factories import make_catalog, make_question, make_role, make_version, seed_careers
from tests.views.careers.pages import head_of, ids, open_small, real_page, texts, whole_head
from tests.views.page import links, read_page

ADDRESS = "/questions-and-answers/"
TITLE = "Questions and answers"
ABOUT = (
    "Product or project manager, who earns more, who is above whom: short answers about five "
    "roles, this quiz, and how sure it is."
)
SCHEMA = "https://schema.org/"


@pytest.fixture
def real(db):
    return real_page(ADDRESS)


def page_of(client):
    return read_page(client.get(ADDRESS))


def answer_to(client, answer, **changes):
    """How that answer is shown with the small content."""
    row = make_question_row(answer=answer, link="", link_text="", **changes)
    open_small(sources=[make_source_row(kind="own", year=None)], reader_questions=[row])
    return page_of(client).one(itemprop="text").one("p").text


# --- what the page says


def test_questions_tell_machines_what_they_are(real):
    assert head_of(real) == whole_head(ADDRESS, TITLE, ABOUT)
    assert real.one("h1").text == TITLE


def test_questions_under_the_sites_own_name_have_addresses_of_that(client, db, settings):
    settings.SITE_ORIGIN = "https://quiz.example.org"
    open_small()

    assert head_of(page_of(client)) == whole_head(ADDRESS, TITLE, ABOUT, "https://quiz.example.org")


def contents(page):
    """The lists of questions, by topic, with links to their answers."""
    return {
        part.attrs["id"]: links(part.one("details"))
        for part in page.one("main").all("section", class_="topic")
    }


def asked_ids(page):
    """Of the questions, in the order in which they are answered."""
    return [part.attrs["id"] for part in page.one("main").all(itemprop="mainEntity")]


def test_questions_are_listed_by_topic_with_links_to_their_answers(real):
    asked = seed_careers().reader_questions

    assert contents(real) == {
        f"about-{topic}": [(row.question, f"#{row.slug}") for row in asked if row.topic == topic]
        for topic in ("quiz", "jobs")
    }


def test_questions_are_answered_in_the_same_order_below_their_topic(real):
    listed = [address for found in contents(real).values() for _text, address in found]
    headings = [each.tag for each in real.one("main").all() if each.tag in ("h2", "h3")]

    assert [f"#{slug}" for slug in asked_ids(real)] == listed
    assert len(listed) == len(seed_careers().reader_questions) > 30
    assert headings[:2] == ["h2", "h3"]


def test_answers_are_not_folded_away_so_that_browsers_find_their_words(real):
    assert [part.all("details") for part in real.one("main").all(class_="faq")] == [[], []]


def test_questions_with_topics_mixed_up_stand_by_topic(client, db):
    rows = [
        make_question_row(slug=slug, topic=topic, question=f"Is it {slug}?")
        for slug, topic in (("one", "quiz"), ("two", "jobs"), ("three", "quiz"), ("four", "jobs"))
    ]
    open_small(reader_questions=rows)

    assert asked_ids(page_of(client)) == ["one", "three", "two", "four"]


def test_questions_of_one_topic_alone_have_one_list(client, db):
    open_small()

    assert list(contents(page_of(client))) == ["about-quiz"]


def test_question_has_its_answer_its_table_its_source_and_its_link(real):
    part = real.one(id="who-earns-more")
    [asked] = [row for row in seed_careers().reader_questions if row.slug == "who-earns-more"]

    assert part.one("h3").text == asked.question
    assert part.one("p").text.startswith(asked.answer)
    assert list(zip(texts(part.all("dt")), texts(part.all("dd")), strict=True)) == [
        (row.label, row.text) for row in asked.rows
    ]
    assert [address for _text, address in links(part)] == [
        *("#source-bls-pay", f"{ADDRESS}#where-pay-figures-come-from"),
    ]


def test_questions_list_their_sources_in_the_order_in_which_they_are_named(real):
    named = [link.attrs["href"] for link in real.one("main").all("a", class_="cite")]

    assert list(dict.fromkeys(named)) == [
        f"#{item.attrs['id']}" for item in real.one(id="sources").all("li")
    ]


def test_question_without_a_table_has_none(real):
    assert real.one(id="what-is-a-product-manager").all("dl") == []


def test_question_about_this_site_needs_no_source(real):
    assert links(real.one(id="is-it-a-test")) == []
    assert links(real.one(id="how-is-it-scored")) == [
        ("An example with real numbers", "/how-scoring-works/details/#example")
    ]


def test_question_of_our_own_view_has_no_number_as_the_page_says_once(client, db):
    row = make_question_row()
    del row["link"], row["link_text"]
    sources = [make_source_row(kind="view", label="our view", year=None)]
    open_small(sources=sources, reader_questions=[row])
    page = page_of(client)

    assert page.one(id="how-long").all("a") == page.all(id="sources") == []
    assert page.one(id="views").text == "Where no source is named, this is our view."


# --- for machines


def test_questions_are_marked_so_that_machines_find_each_with_its_answer(real):
    root = real.one("main").one("div", itemtype=f"{SCHEMA}FAQPage")
    asked = [part for part in root.all() if part.attrs.get("itemprop") == "mainEntity"]

    assert "itemscope" in root.attrs
    assert [part.attrs["id"] for part in asked] == asked_ids(real)
    for part in asked:
        assert (part.attrs["itemtype"], "itemscope" in part.attrs) == (f"{SCHEMA}Question", True)
        assert part.one(itemprop="name").text == part.one("h3").text
        answer = part.one(itemprop="acceptedAnswer")
        assert (answer.attrs["itemtype"], "itemscope" in answer.attrs) == (f"{SCHEMA}Answer", True)


def test_answers_for_machines_hold_all_of_the_answer(real):
    for part in real.one("main").all(itemprop="mainEntity"):
        text = part.one(itemprop="acceptedAnswer").one(itemprop="text")
        parts = [*part.all("p"), *part.all("dt"), *part.all("dd")]

        assert [each for each in parts if each not in text.all()] == []


def test_questions_have_no_script_for_machines(real):
    assert real.all("script") == []


# --- what is in force


def test_answer_is_filled_with_what_the_version_in_force_asks(client, db):
    answer = "{fewest} to {most}, {fewest_minutes} to {most_minutes}: {areas} areas, {roles} roles"
    before = answer_to(client, answer)
    roles = [make_role("thinker", ideas=90, order=20), make_role("keeper", ideas=20, order=90)]
    asked = [make_question(f"do-{number}", "ideas") for number in range(25)]
    make_version(
        make_catalog(
            roles=roles,
            questions=[*asked, make_question("keep-lists", "order")],
            settings={"minimum_answers": 13},
        )
    )

    assert before == "2 to 4, 1 to 1: two areas, three roles"
    assert page_of(client).one(itemprop="text").one("p").text == (
        "13 to 26, 2 to 3: two areas, two roles"
    )


def test_answer_is_filled_with_how_long_this_site_keeps_things(client, db, settings):
    settings.RESULT_KEPT_MONTHS = 7
    settings.UNFINISHED_KEPT_DAYS, settings.ENDED_LINK_KEPT_DAYS = 11, 13

    assert answer_to(client, "{kept_months}, {unfinished_days}, {ended_link_days}") == "7, 11, 13"


@pytest.mark.parametrize(
    ("operator", "contact", "words"),
    [
        ("Ada & Co", "ada@example.org", "Ada & Co: ada@example.org"),
        (
            *("", ""),
            "people who haven't put a name here: the person who told you about this site",
        ),
    ],
)
def test_answer_is_filled_with_who_answers_for_the_site(
    client, db, settings, operator, contact, words
):
    settings.OPERATOR, settings.CONTACT = operator, contact

    assert answer_to(client, "{operator}: {contact}") == words


def test_answer_table_is_filled_too(client, db):
    rows = [{"label": "With {roles} roles", "text": "In {areas} areas"}]
    open_small(reader_questions=[make_question_row(rows=rows)])
    table = page_of(client).one(id="how-long").one("dl")

    assert (table.one("dt").text, table.one("dd").text) == ("With three roles", "In two areas")


def test_real_answers_leave_no_placeholder_unfilled(real):
    assert [
        part for part in texts(real.one("main").all("section")) if "{" in part or "}" in part
    ] == []


# --- nothing to answer


def test_questions_without_any_say_so_and_the_menu_leaves_them_out(client, db):
    open_small(reader_questions=[])
    page = page_of(client)
    menus = [
        read_page(client.get(address)).one("nav", aria_label="Main")
        for address in ("/roles/", ADDRESS)
    ]

    assert page.one("p", class_="lead").text == "No questions are answered here yet."
    assert page.one("meta", name="robots").attrs["content"] == "noindex"
    assert ids(page) == []
    assert [texts(menu.all("a")) for menu in menus] == [["Roles", "Compare"]] * 2


def test_questions_are_the_current_page_in_the_menu(real):
    menu = real.one("nav", aria_label="Main")

    assert links(menu) == [("Roles", "/roles/"), ("Compare", "/compare/"), ("Questions", ADDRESS)]
    assert menu.one("a", aria_current="page").text == "Questions"
    assert real.all("meta", name="robots") == []


def test_questions_refuse_to_be_posted_to(client, db):
    response = client.post(ADDRESS)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
