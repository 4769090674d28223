"""The statistics page and its file: who may see them, what they show of counted days."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from roles.models import CatalogVersion, Question
from roles.models.statistics import CountedDay, DailyCount
from tests.admin.counted_days import store_days
from tests.admin.pages import allow, make_staff, text_of
from tests.factories import make_catalog, make_document, make_question, make_result, make_version
from tests.views.page import links, read_page, texts

pytestmark = pytest.mark.django_db
ADDRESS, FILE = "/admin/statistics/", "/admin/statistics/figures.csv"
TODAY = datetime.now(UTC).date()
SHEET = dict.fromkeys(["find-ideas", "weigh-ideas", "keep-lists", "tidy-files"], 4)
SECTIONS = [
    *("Where people stop", "Closest roles", "How sure results are", "Second step"),
    *("Signs of careless answers", "Statements", "How far ahead the closest role is"),
    *("How often the closest role's day is chosen", "Comparison"),
]
HEADS = [*SECTIONS[:-1], "How it fits", SECTIONS[-1]]


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def analyst(client):
    client.force_login(make_staff("Analysts"))
    return client


@pytest.fixture
def counted(analyst):
    """Sixty days of forty people each, with the one version there is."""
    store_days([make_version(make_catalog())], 60, 40)
    return analyst


def shown(client, query=""):
    return read_page(client.get(f"{ADDRESS}{query}"))


def table(page, title):
    return page.one("div", aria_label=title).one("table")


def rows(page, title):
    """The texts of the cells of each row, by its head."""
    return {
        row.one("th", scope="row").text: texts(row, "td")
        for row in table(page, title).one("tbody").all("tr")
    }


def errors(page):
    return links(page.one(class_="error-summary"))


def form_of(page):
    return page.one("form", class_="statistics-form")


def lines(client, query=""):
    text = client.get(f"{FILE}{query}").content.decode("utf-8-sig")
    return list(csv.reader(text.splitlines(keepends=True)))


# --- who may see it


@pytest.mark.parametrize("address", [ADDRESS, FILE])
def test_statistics_are_for_those_who_may_see_them(client, address):
    assert client.get(address).url == f"/admin/login/?next={address}"

    user = make_staff()
    client.force_login(user)
    assert client.get(address).status_code == 403

    allow(user, "view_statistics")
    assert client.get(address, follow=True).status_code == 200
    assert client.post(address).status_code == 405


def test_start_page_leads_to_the_statistics(counted):
    page = read_page(counted.get("/admin/"))
    box, groups = page.one(class_="start-people"), page.one(class_="start-groups")

    assert ADDRESS in [address for _words, address in links(box)]
    assert ("Statistics", ADDRESS) in links(groups)


# --- what it says before there is anything


def test_page_without_any_attempt_says_what_will_appear_and_when(analyst):
    page = shown(analyst)
    assert "after 10 results" in text_of(analyst.get(ADDRESS), "statistics-none")
    assert page.one(id="content-main").all("form") == []


def test_file_without_any_attempt_leads_to_the_page_that_says_so(analyst):
    assert analyst.get(f"{FILE}?from=2026-01-01").url == f"{ADDRESS}?from=2026-01-01"


def test_page_of_a_single_respondent_shows_no_figure(analyst):
    make_result(make_version(make_catalog()), SHEET)
    page = shown(analyst)

    assert "once 10 people have finished" in page.all(class_="statistics-none")[0].text
    assert page.all(class_="statistics-table") == []
    assert page.all(class_="statistics-figures") == []


def test_page_of_days_on_which_few_came_asks_for_more_days(counted):
    day = TODAY.isoformat()
    page = shown(counted, f"?from={day}&to={day}")
    assert "Choose more days" in page.all(class_="statistics-none")[0].text


def test_page_says_since_when_the_daily_job_has_not_run(counted):
    assert read_page(counted.get(ADDRESS)).all(class_="draft-note-stop") == []

    cache.clear()
    CountedDay.objects.filter(day__gte=TODAY - timedelta(days=20)).delete()
    version = CatalogVersion.objects.get()
    result = make_result(version, SHEET)
    result.attempt.started_at -= timedelta(days=15)
    result.attempt.save()
    warning = text_of(counted.get(ADDRESS), "draft-note-stop")

    first = TODAY - timedelta(days=20)
    assert f"{first:%B %Y}" in warning
    assert f"{first.day} " in warning


# --- what it shows


def test_page_shows_six_figures_and_every_table_with_its_finding(counted):
    page = shown(counted)
    tables = page.all("table", class_="statistics-table")

    assert texts(page.one(class_="statistics-figures"), "dt") == [
        *("Started", "Finished", "Share who finish", "Time to finish"),
        *("Shared their result", "Results with a warning"),
    ]
    assert [part.one("h2").text for part in page.all(class_="statistics-section")] == HEADS
    assert len(tables) == len(SECTIONS)
    assert all(each.one("caption").text.endswith((".", ").")) for each in tables)


def test_page_lists_its_tables_with_links_to_them(counted):
    page = shown(counted)
    heads = {f"#{head.attrs['id']}": head.text for head in page.all("h2") if "id" in head.attrs}
    listed = links(page.one("nav", class_="statistics-contents"))

    assert [(words, address) for address, words in heads.items()] == listed
    assert [words for words, _address in listed] == HEADS


def test_page_says_when_versions_can_be_chosen_until_they_can(counted, analyst):
    hint = "from 100 results on"
    assert hint not in form_of(shown(counted)).text

    cache.clear()
    DailyCount.objects.filter(day__lt=TODAY - timedelta(days=3)).delete()
    assert hint in form_of(shown(analyst)).text


def test_table_names_its_days_with_its_finding_where_they_are_not_the_chosen_ones(counted):
    day = TODAY - timedelta(days=1)
    captions = shown(counted, f"?from={day}&to={day}").all("caption")
    named = [each.one(class_="statistics-days").text for each in captions if each.all("strong")]

    assert named
    assert all(words.startswith("Covers ") for words in named)
    whole = shown(counted, f"?from={TODAY - timedelta(days=60)}&to={day}")
    assert [each for each in whole.all("caption") if each.all("strong")] == []


def test_funnel_adds_up(counted):
    page = shown(counted)
    funnel = rows(page, "Where people stop")
    numbers = {step: cells for step, cells in funnel.items() if step != "Finished"}
    started = int(funnel["Page 2"][0].replace(",", ""))
    stopped = sum(int(cells[2].replace(",", "")) for cells in numbers.values())

    assert list(funnel)[-3:] == [
        *("Check your answers", "Choosing between days, if offered", "Finished")
    ]
    assert started - stopped == int(funnel["Finished"][0].replace(",", ""))


def test_every_table_can_be_scrolled_by_keyboard_and_has_a_name(counted):
    regions = shown(counted).all("div", class_="table-scroll")
    assert [region.attrs["aria-label"] for region in regions] == SECTIONS
    assert all(region.attrs["tabindex"] == "0" for region in regions)


def test_bars_are_hidden_from_screen_readers_as_their_numbers_stand_beside_them(counted):
    bars = shown(counted).all("svg", class_="statistics-bar")
    assert len(bars) > 20
    assert all(bar.attrs["aria-hidden"] == "true" for bar in bars)


def test_cells_that_few_people_are_in_look_the_same_as_those_hidden_with_them(analyst):
    version = make_version(make_catalog())
    store_days([version], 20, 40, leaders=(60, 30, 0.2))  # the last one gets a few in all
    cells = rows(shown(analyst), "Closest roles")

    assert cells["Thinker"][0].replace(",", "").isdigit()
    assert cells["Keeper"] == cells["Mixer"]
    assert cells["Keeper"] == ["fewer than 10, or hidden", "\N{EN DASH}", "\N{EN DASH}"]


def test_page_costs_few_queries(counted, django_assert_max_num_queries):
    counted.get(ADDRESS)
    with django_assert_max_num_queries(10):  # the session, the account, its rights, the site
        counted.get(ADDRESS)


# --- the form


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2026-03-10&to=2026-03-01", "to"),
        ("to=2999-01-01", "to"),
        ("from=2000-01-01", "from"),
        ("from=soon", "from"),
        ("version=99", "version"),
        ("compare=dates", "compare_from"),
    ],
)
def test_page_with_wrong_choices_links_to_their_fields_and_shows_no_figures(counted, query, field):
    page = shown(counted, f"?{query}")

    assert f"#id_{field}" in [address for _words, address in errors(page)]
    assert page.all("table", class_="statistics-table") == []
    assert len(page.all(id=f"id_{field}")) == 1
    assert counted.get(f"{FILE}?{query}").url == f"{ADDRESS}?{query}"


def test_form_puts_nothing_into_the_address_but_choices(counted):
    names = {each.attrs.get("name") for each in form_of(shown(counted)).all("input")}
    assert names == {"from", "to", "compare_from", "compare_to"}


def test_page_keeps_what_was_typed_wrong(counted):
    typed = shown(counted, "?from=soon&version=99").one(id="id_from")
    assert typed.attrs["value"] == "soon"


def test_versions_that_stand_alone_can_be_compared(analyst):
    first, second = make_version(make_catalog()), make_version(make_catalog())
    store_days([first, second], 15, 40)
    page = shown(analyst, "?version=2&compare_version=1")
    heads = texts(table(page, "Comparison").one("thead"), "th")

    assert texts(page.one(id="id_version"), "option") == ["All versions", "Version 2", "Version 1"]
    assert heads[1].endswith("version 2")
    assert heads[2].endswith("version 1")
    assert len(rows(page, "Comparison")) > 5


def test_version_that_nobody_took_cannot_be_chosen(counted):
    make_version(make_catalog())
    assert "Version 2 can't be shown" in errors(shown(counted, "?version=2"))[0][0]


# --- statements


def heads(page):
    """The columns of the statements: name, address and order of each."""
    return {
        head.text: (links(head)[0][1], head.attrs.get("aria-sort"))
        for head in table(page, "Statements").one("thead").all("th")
        if links(head)
    }


def test_statement_that_many_skip_is_marked_and_comes_first(counted):
    first = table(shown(counted), "Statements").one("tbody").all("tr")[0]
    marks = texts(first.one("ul", class_="statistics-marks"), "li")

    assert first.one("th").text.startswith("Weigh ideas")
    assert len(marks) == 2
    assert all(mark.startswith("Look at this: ") for mark in marks)


def test_statements_are_sorted_by_link_and_say_by_what(counted):
    page = shown(counted, "?sort=-skipped&version=1")
    address, order = heads(page)["Skipped"]
    least = shown(counted, address.partition("#")[0])
    shares = [cells[1] for cells in rows(page, "Statements").values()]

    assert (order, address) == ("descending", "?sort=skipped&version=1#statements")
    assert heads(least)["Skipped"][1] == "ascending"
    assert [state for _address, state in heads(page).values()].count(None) == 5
    assert next(iter(rows(page, "Statements"))).startswith("Weigh ideas")
    assert list(rows(least, "Statements"))[-1].startswith("Weigh ideas")
    assert len(shares) == 4


def test_statements_link_to_their_forms_for_those_who_may_see_them(counted, small_draft):
    address = f"/admin/roles/question/{Question.objects.get(slug='find-ideas').pk}/change/"
    listed = [each for _words, each in links(table(shown(counted), "Statements"))]
    assert address not in listed

    counted.force_login(make_staff("Editors", name="bob"))
    listed = [each for _words, each in links(table(shown(counted), "Statements"))]
    assert address in listed
    assert counted.get(address).status_code == 200


# --- the file


def test_file_holds_what_the_page_shows(counted):
    page = shown(counted)
    funnel, started = rows(page, "Where people stop"), page.all(class_="statistics-number")[0]
    response = counted.get(FILE)
    found = {(table, row, column): value for table, row, column, value in lines(counted)[1:]}

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        f'attachment; filename="careerquiz-figures-{TODAY - timedelta(days=29)}-to-{TODAY}.csv"'
    )
    assert found["funnel", "Page 2", "Reached it"] == funnel["Page 2"][0].replace(",", "")
    assert found["figures", "Started", "Chosen"] == started.text.replace(",", "")
    assert {key[0] for key in found} == {
        *("figures", "funnel", "leaders", "certainties", "second-step", "notes", "statements"),
        *("gaps", "hit-rate", "comparison"),
    }


def test_file_holds_hostile_names_and_texts_as_text(analyst):
    evil = '=HYPERLINK("http://x.example","Pay, now")'
    document = make_document(questions=[make_question("find-ideas", "ideas", text="@SUM(1+1)")])
    document["questions"] += make_document()["questions"][1:]
    document["roles"][0]["name"] = evil
    store_days([make_version(make_catalog(**document))], 20, 40)
    names = {row for _table, row, _column, _value in lines(analyst)}

    assert f"'{evil}" in names
    assert "'@SUM(1+1)" in names
    assert not any(name.startswith(("=", "@")) for name in names)


def test_file_of_chosen_days_is_named_by_them(counted):
    first, last = TODAY - timedelta(days=40), TODAY - timedelta(days=11)
    response = counted.get(f"{FILE}?from={first}&to={last}")
    assert f"{first}-to-{last}.csv" in response["Content-Disposition"]
