"""Answers as readers get them: by topic, filled with what is in force."""

from roles.pages.careers.questions import in_force, questions_references, questions_shown
from roles.queries.careers import Content, State
from tests.careers_factories import make_question_row, make_source_row
from tests.factories import make_catalog
from tests.pages.careers.contents import (
    KEEPER,
    THINKER,
    TODAY,
    make_content,
    real_content,
    slugs,
)


def questions(*topics):
    return [
        make_question_row(slug=f"{topic}-{number}", topic=topic)
        for number, topic in enumerate(topics)
    ]


def test_questions_stand_by_topic_in_the_contents_order():
    found = questions_shown(make_content(reader_questions=questions("quiz", "jobs", "quiz")))

    assert {topic: [each.asked.slug for each in answered] for topic, answered in found.items()} == {
        "jobs": ["jobs-1"],
        "quiz": ["quiz-0", "quiz-2"],
    }
    assert list(found) == ["quiz", "jobs"]


def test_questions_without_any_about_a_topic_leave_it_out():
    assert list(questions_shown(make_content(reader_questions=questions("quiz")))) == ["quiz"]
    assert questions_shown(make_content(reader_questions=[])) == {}


def test_question_has_its_answer_and_table_filled():
    row = make_question_row(
        answer="From {fewest} to {most} of {roles}.",
        rows=[{"label": "{areas} areas", "text": "{most_minutes} min"}],
    )
    content = make_content(reader_questions=[row])
    [found] = questions_shown(content)["quiz"]

    assert found.asked == content.careers.reader_questions[0]
    assert found.answer == "From 2 to 4 of three."
    assert found.rows == (("two areas", "1 min"),)


def test_in_force_are_the_figures_of_the_quiz_and_of_what_is_kept(settings):
    settings.RESULT_KEPT_MONTHS, settings.UNFINISHED_KEPT_DAYS = 7, 11
    settings.ENDED_LINK_KEPT_DAYS = 13
    settings.OPERATOR, settings.CONTACT = "Ada", "ada@example.org"
    catalog = make_catalog(roles=[THINKER, KEEPER], settings={"minimum_answers": 3})

    assert in_force(make_content(catalog)) == {
        "kept_months": 7,
        "unfinished_days": 11,
        "ended_link_days": 13,
        "operator": "Ada",
        "contact": "ada@example.org",
        "fewest": 3,
        "most": 4,
        "fewest_minutes": 1,
        "most_minutes": 1,
        "roles": "two",
        "areas": "two",
        "kinds": "two",
    }


def test_in_force_without_a_name_or_address_says_so(settings):
    settings.OPERATOR = settings.CONTACT = ""
    values = in_force(make_content())

    assert values["operator"] == "people who haven't put a name here"
    assert values["contact"] == "the person who told you about this site"


def test_in_force_before_the_first_publication_is_nothing_of_the_quiz():
    content = make_content()
    before = Content(State(None, "", 1, "digest", TODAY), None, None, content.careers)

    assert list(in_force(before)) == [
        *("kept_months", "unfinished_days", "ended_link_days", "operator", "contact"),
    ]


def test_questions_number_each_source_once_in_the_order_of_the_answers():
    rows = [
        make_question_row(slug=f"is-it-{slug}", source=source)
        for slug, source in (("a", "tale"), ("b", "survey"), ("c", "tale"))
    ]
    sources = [make_source_row(), make_source_row(slug="tale")]
    content = make_content(sources=sources, reader_questions=rows)
    found = questions_references(content, questions_shown(content))

    assert slugs(found.sources) == ["tale", "survey"]


def test_real_questions_are_filled():
    found = questions_shown(real_content())
    answers = [each for answered in found.values() for each in answered]

    assert list(found) == ["quiz", "jobs"]
    assert [each.answer for each in answers if "{" in each.answer] == []
