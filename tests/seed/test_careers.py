"""The texts about roles that the app ships: complete, sourced, plain, in the canonical form."""

import re
from itertools import chain, combinations

import pytest

from roles.content import files as documents
from roles.content.documents import content_document, parse_content
from roles.content.files import CAREERS_SEED
from roles.content.routes import ways
from roles.content.values import ANSWER_WORDS
from roles.domain.reading import grade
from roles.wording.careers import money
from tests.careers_factories import ROLE_POINTS
from tests.factories import seed_catalog, shipped_bytes

CATALOG = seed_catalog()
ROLES = [role.slug for role in CATALOG.roles]
AREAS = list(CATALOG.area_slugs)
HARDEST = 8  # grade
MOST_WORDS = 660  # of all points of a role page, headings included
WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
# A number; the digit of a name such as PRINCE2 is none.
NUMBER = re.compile(r"(?<![A-Za-z])\d")
DATE = re.compile(r"\b[A-Z][a-z]+ 20\d\d\b")  # November 2026: when something held, and no figure
CREDIT = (
    "includes information from O*NET 29.3 by the US Department of Labor, Employment and Training "
    "Administration (USDOL/ETA), used under the CC BY 4.0 license. O*NET is a trademark of "
    "USDOL/ETA. We adapted the information."
)
# As the sources have them: low, middle and high.
AGREED_PAY = {
    "project-management-specialists": (61580, 102320, 167970),
    "marketing-managers": (90260, 166790, 293610),
    "general-and-operations-managers": (50090, 105770, 253390),
    "other-managers": (74300, 141900, 238270),
    "other-it-occupations": (55940, 116580, 188470),
    "office-supervisors": (45610, 69500, 104710),
    "computer-systems-analysts": (None, 105850, None),
    "executive-assistants": (None, 76590, None),
    "administrative-assistants": (None, 47540, None),
    "software-developers": (None, 135980, None),
    "management-analysts": (None, 101860, None),
    "software-testers": (None, 104300, None),
    "digital-designers": (None, 104000, None),
    "market-research-analysts": (None, 78760, None),
    "all-workers": (None, 50980, None),
    "uk-project-professionals": (46399, 59834, 77568),
    "apm-project-professionals": (None, 47500, None),
    "uk-marketing-managers": (None, 53703, None),
    "uk-business-analysts": (None, 60288, None),
    "uk-personal-assistants": (None, 34954, None),
    "faq-product-managers": (72000, 111174, 172000),
    "faq-program-managers": (56000, None, 161000),
}
AVERAGES = {"faq-product-managers", "faq-program-managers"}
QUARTILES = {"uk-project-professionals"}

each_role = pytest.mark.parametrize("slug", ROLES)


@pytest.fixture(scope="module")
def seed():
    document = documents.read(CAREERS_SEED.read_text(encoding="utf-8"))
    return parse_content(document.content, roles=ROLES, areas=AREAS)


def all_points(page):
    """Every point of a role's page or of a comparison."""
    return list(page.points)


def role_texts(page):
    """What a role's page says in sentences."""
    notes = [shown.note for shown in page.pay]
    told = [page.decides, page.pay_line, page.pay_note, *notes]
    return [*told, *(point.text for point in all_points(page))]


def comparison_texts(comparison):
    """What a comparison says in sentences; its short lists of choices would flatter it."""
    told = chain(comparison.same, comparison.different)
    return [comparison.answer, *(point.text for point in told)]


def answer_texts(question):
    return [question.answer, *(row.text for row in question.rows)]


def strings(value):
    """Every text in a document, however deep."""
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        yield from chain.from_iterable(map(strings, inside))
    elif isinstance(value, str):
        yield value


def test_seed_is_written_as_export_writes_it(seed):
    assert documents.write(content_document(seed)) == shipped_bytes(CAREERS_SEED).decode()


def test_seed_has_a_page_for_every_role_in_the_order_of_the_catalog(seed):
    assert [page.slug for page in seed.roles] == ROLES


@each_role
def test_seed_role_has_every_section(seed, slug):
    page = seed.roles_by_slug[slug]

    kinds = [kind for kind in ROLE_POINTS if kind != "boxes"]  # what is peculiar to some

    assert [kind for kind in kinds if not getattr(page, kind)] == []
    assert page.pay[0].figure in AGREED_PAY
    assert page.pay_note


@each_role
def test_seed_role_says_five_to_seven_things_it_does_each_behind_its_verb(seed, slug):
    does = seed.roles_by_slug[slug].does

    assert 5 <= len(does) <= 7
    for point in does:
        verb, rest = point.text.split(". ", 1)
        assert len(verb.split()) <= 5, point.text
        assert rest, point.text


@each_role
def test_seed_role_has_three_things_to_try_and_two_roles_it_is_confused_with(seed, slug):
    page = seed.roles_by_slug[slug]

    assert len(page.trials) == 3
    assert len({point.label for point in page.confused} & {*ROLES} - {slug}) == 2
    assert len(page.confused) == 2


@each_role
def test_seed_role_has_a_week_of_five_days_with_one_hard_part(seed, slug):
    days = [point.label for point in seed.roles_by_slug[slug].week]
    hard = [day for day in days if day.endswith(", the hard part")]

    assert list(dict.fromkeys(day.split(",")[0] for day in days)) == WEEK
    assert (len(days), len(hard)) == (6, 1)


@each_role
def test_seed_role_has_a_row_at_a_glance_that_says_when_pay_holds(seed, slug):
    page = seed.roles_by_slug[slug]

    assert page.decides
    assert "US, May 2025" in page.pay_line
    assert page.comes_from


@each_role
def test_seed_role_has_the_amounts_of_its_figures_in_the_row_at_a_glance(seed, slug):
    page = seed.roles_by_slug[slug]
    figures = [seed.pay_by_slug[shown.figure] for shown in page.pay]
    amounts = [(figure, held) for figure in figures for held in (figure.low, figure.middle)]
    known = {money(figure, held) for figure, held in amounts if held is not None}
    told = re.findall(r"\$[\d,]*\d", page.pay_line)

    assert told
    assert set(told) <= known


@each_role
def test_seed_role_is_short(seed, slug):
    points = all_points(seed.roles_by_slug[slug])

    assert sum(len(f"{point.label} {point.text}".split()) for point in points) <= MOST_WORDS


@each_role
def test_seed_role_dates_what_it_says_of_artificial_intelligence(seed, slug):
    page = seed.roles_by_slug[slug]
    ours = [point for point in page.ai if seed.sources_by_slug[point.source].kind == "view"]

    assert ours
    assert [point.text for point in ours if "November 2026" not in point.text] == []
    assert all(seed.sources_by_slug[point.source].year == 2026 for point in ours)


@each_role
def test_seed_role_speaks_to_the_reader_about_what_suits(seed, slug):
    page = seed.roles_by_slug[slug]
    told = [point.text for point in (*page.suits, *page.unsuited)]

    assert [text for text in told if not text.startswith(("You ", "You're "))] == []


@each_role
def test_seed_role_reads_at_the_agreed_grade(seed, slug):
    assert grade(role_texts(seed.roles_by_slug[slug])) <= HARDEST


def test_seed_comparisons_read_at_the_agreed_grade(seed):
    grades = {row.slug: grade(comparison_texts(row)) for row in seed.comparisons}

    assert {slug: found for slug, found in grades.items() if found > HARDEST} == {}


def test_seed_answers_read_at_the_agreed_grade(seed):
    assert grade(chain.from_iterable(map(answer_texts, seed.reader_questions))) <= HARDEST


def test_seed_answers_are_short_with_their_tables(seed):
    lengths = {
        question.slug: sum(
            len(text.split())
            for text in (*answer_texts(question), *(row.label for row in question.rows))
        )
        for question in seed.reader_questions
    }

    assert {slug: length for slug, length in lengths.items() if length > ANSWER_WORDS} == {}


def test_seed_descriptions_fit_search_engines_and_all_differ(seed):
    descriptions = [page.description for page in [*seed.roles, *seed.comparisons]]

    assert [text for text in descriptions if not 70 <= len(text) <= 155] == []
    assert len(set(descriptions)) == len(descriptions)


def test_seed_compares_every_two_roles_and_the_three_managers(seed):
    managers = ("product-manager", "project-manager", "program-manager")

    assert {row.roles for row in seed.comparisons} == {*combinations(ROLES, 2), managers}
    assert len(seed.comparisons) == 11


def test_seed_comparisons_give_three_choices_a_side_and_what_is_alike(seed):
    for row in seed.comparisons:
        sides = [point.label for point in row.choose]
        assert sides == [slug for slug in row.roles for _ in range(3)], row.slug
        assert 1 <= len(row.same) <= 3, row.slug
        assert 2 <= len(row.different) <= 4, row.slug


def is_dated(source):
    """Whether pages say when a number holds, or that this is not known."""
    return source.year is not None or source.is_undated


def test_seed_numbers_stand_beside_a_source_that_has_a_date_or_is_said_to_be_undated(seed):
    spans_of_practice = {"1 to 4 years", "0 to 3 years"}
    points = chain.from_iterable(map(all_points, [*seed.roles, *seed.comparisons]))
    undated = [
        (point.text, point.source)
        for point in points
        if NUMBER.search(point.text + point.span)
        and not is_dated(seed.sources_by_slug[point.source])
        and point.span not in spans_of_practice
    ]

    assert undated == []


def test_seed_pay_notes_with_a_number_name_a_source_and_its_year(seed):
    named = [f"{source.label}, {source.year}" for source in seed.sources if source.year]
    notes = chain.from_iterable(
        (page.pay_note, *(shown.note for shown in page.pay)) for page in seed.roles
    )

    assert [
        note for note in notes if NUMBER.search(note) and not any(name in note for name in named)
    ] == []


def test_seed_answers_with_a_number_have_a_source_with_a_date_or_are_our_own_or_of_the_faq(seed):
    for question in seed.reader_questions:
        source = seed.sources_by_slug[question.source]
        if NUMBER.search(DATE.sub("", " ".join(answer_texts(question)))):
            assert source.year or source.kind in ("faq", "own"), question.slug


def test_seed_sources_are_all_used(seed):
    document = content_document(seed)
    used = [
        text for section, rows in document.items() if section != "sources" for text in strings(rows)
    ]

    assert [source.slug for source in seed.sources if source.slug not in used] == []


def test_seed_pay_is_as_the_sources_have_it(seed):
    assert {row.slug: (row.low, row.middle, row.high) for row in seed.pay} == AGREED_PAY
    assert {row.slug for row in seed.pay if row.average} == AVERAGES
    assert {row.slug for row in seed.pay if row.has_quartiles} == QUARTILES
    assert not any(row.is_capped for row in seed.pay)


def test_seed_pay_is_official_and_of_spring_2025_but_for_an_older_survey_and_the_faq(seed):
    months = {
        row.slug: (row.as_of.month, row.as_of.year)
        for row in seed.pay
        if seed.sources_by_slug[row.source].is_official
    }

    assert set(months.values()) == {(5, 2025), (4, 2025)}
    assert {row.slug for row in seed.pay} - {*months} == {"apm-project-professionals", *AVERAGES}
    assert {row.slug for row in seed.pay if row.as_of is None} == AVERAGES


def test_seed_pay_says_of_the_figures_of_the_faq_that_they_are_undated(seed):
    notes = {
        shown.figure: shown.note
        for page in seed.roles
        for shown in page.pay
        if seed.pay_by_slug[shown.figure].source == "careers-faq"
    }

    assert list(notes) == ["faq-product-managers", "faq-program-managers"]
    for note in notes.values():
        assert note.startswith("Undated and naming no country. "), note
        assert re.search(r"Look at the official figures? first\.$", note), note


def test_seed_gives_credit_in_the_words_of_the_license(seed):
    answers = {question.slug: question.answer for question in seed.reader_questions}

    for words in ("USDOL/ETA", "used under CC BY 4.0", "trademark", "We adapted it."):
        assert words in seed.sources_by_slug["onet"].note
    assert CREDIT in answers["who-wrote-this"]


def test_seed_answers_questions_about_the_quiz_first(seed):
    topics = [question.topic for question in seed.reader_questions]

    assert topics == sorted(topics, reverse=True)  # quiz before jobs
    assert set(topics) == {"jobs", "quiz"}


def test_seed_links_lead_to_roles_comparisons_and_questions_that_are_there(seed):
    pages = {f"/roles/{slug}/" for slug in ROLES}
    pages |= {f"/compare/{row.slug}/" for row in seed.comparisons}
    pages |= {f"/routes/{title.slug}/" for title in seed.titles}
    pages |= {"/roles/", "/routes/", "/how-scoring-works/details/", "/privacy/", "/accessibility/"}
    answers = (question.slug for question in seed.reader_questions)
    places = {*ROLE_POINTS, "pay", "example", *answers}
    for question in seed.reader_questions:
        page, _, place = question.link.partition("#")
        assert page in {"", "/questions-and-answers/"} | pages, question.slug
        assert place in {""} | places, question.slug


def test_seed_titles_begin_with_those_who_have_no_job_yet(seed):
    assert seed.titles[0].slug == "student"
    assert {"teacher", "nurse", "sales", "engineer"} < {title.slug for title in seed.titles}
    assert {tuple(title.changes) for title in seed.titles} == {tuple(AREAS)}


def test_seed_ways_lead_from_every_title_to_every_manager_and_owner_without_a_long_step(seed):
    short = [step for step in seed.routes if not step.is_long]
    reached = {title.slug: {*ways(short, title.slug, ROLES)} for title in seed.titles}

    assert {slug for slug, roles in reached.items() if {*ROLES[:4]} - roles} == set()
    assert {step.goal for step in short} == {*ROLES}


OURS = re.compile(r"\bclients?\b|\bour view\b", re.IGNORECASE)  # sources alone say so
LOUD = re.compile(r"!|\b(easy|easily|simply|perfect|perfectly)\b", re.IGNORECASE)
BRITISH = re.compile(r"\b(organis|neighbour|judgement|colour|licence|labour)", re.IGNORECASE)


@each_role
def test_seed_role_names_no_client_and_calls_nothing_its_own_view(seed, slug):
    page = content_document(seed)["roles"][ROLES.index(slug)]

    assert [text for text in strings(page) if OURS.search(text)] == []


@pytest.mark.parametrize("unwanted", [LOUD, BRITISH], ids=["loud", "British"])
def test_seed_keeps_the_agreed_tone(seed, unwanted):
    assert [text for text in strings(content_document(seed)) if unwanted.search(text)] == []
