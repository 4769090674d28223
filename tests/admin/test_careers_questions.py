"""Questions of readers in the admin: short answers, placeholders and links that are known."""

import pytest

from roles.admin.careers.reader_questions import PLACEHOLDER_MEANINGS
from roles.content.wording import PLACEHOLDERS
from roles.models import ReaderQuestion
from roles.queries.stored import careers_problems, stored_careers
from tests.admin.careers import make_draft, post_form, refusals, sign_in, url_of
from tests.careers_factories import make_reader_question, make_source
from tests.views.page import read_page

pytestmark = pytest.mark.django_db
KNOWN = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)


@pytest.fixture
def editor(client):
    make_draft()
    return sign_in(client)


def words(count):
    return " ".join(["a"] * count)


def test_question_is_added_with_its_rows(editor):
    row = {"rows-0-label": "At most", "rows-0-text": "{most} statements"}
    question = {
        "question": "How long?",
        "slug": "how-long",
        "topic": "quiz",
        "answer": "Not long.",
        "source": make_source().pk,
        "link": "/quiz/",
        "link_text": "Take the quiz",
    }
    post_form(editor, ReaderQuestion, "add", **question, **row)
    added = ReaderQuestion.objects.get()

    assert (added.answer, added.link, added.link_text) == ("Not long.", "/quiz/", "Take the quiz")
    assert list(added.rows.values_list("label", "text", "position")) == [
        ("At most", "{most} statements", 1)
    ]
    assert careers_problems(stored_careers()) == ()


def test_answer_of_eighty_words_with_its_rows_is_taken(editor):
    question = make_reader_question(rows=(("b", words(9)),))
    post_form(editor, question, answer=words(70))

    assert ReaderQuestion.objects.get().answer == words(70)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"answer": words(81)},
            {
                "answer": [
                    "The answer has 81 words. At most 80 are allowed, with its rows.",
                ]
            },
        ),
        (
            {"answer": words(71)},
            {"rows": ["The answer has 81 words. At most 80 are allowed, with its rows."]},
        ),
        (
            {"answer": words(71), "link": "/nowhere/", "link_text": "More"},
            {
                "link": ["This site has no page at /nowhere/."],
                "rows": ["The answer has 81 words. At most 80 are allowed, with its rows."],
            },
        ),
        (
            {"answer": "It takes {some} of {your} time."},
            {
                "answer": [
                    f"Nothing is known to put in place of {{some}}, {{your}}. There are {KNOWN}."
                ]
            },
        ),
        (
            {"rows-0-text": "{Most} words"},
            {"rows-0-text": [f"Nothing is known to put in place of {{Most}}. There are {KNOWN}."]},
        ),
        (
            {"rows-0-label": "{}"},
            {"rows-0-label": [f"Nothing is known to put in place of {{}}. There are {KNOWN}."]},
        ),
        (
            {"link": "/nowhere/#there", "link_text": "More"},
            {"link": ["This site has no page at /nowhere/."]},
        ),
        (
            {"link": "https://example.org/", "link_text": "More"},
            {"link": ["Use an address such as /compare/."]},
        ),
        ({"link": "/quiz/"}, {"__all__": ["Give a link and its text, or neither."]}),
        ({"link_text": "More"}, {"__all__": ["Give a link and its text, or neither."]}),
        ({"source": ""}, {"source": ["This field is required."]}),
    ],
)
def test_bad_answer_is_refused_and_nothing_is_saved(editor, changes, said):
    question = make_reader_question(rows=(("b", words(9)),))
    before = stored_careers()
    refused = post_form(editor, question, question="Why?", **changes)

    assert refusals(refused) == said
    assert stored_careers() == before


@pytest.mark.parametrize("link", ["/roles/", "/roles/thinker/#pay", "/quiz/", "/#top", "/"])
def test_link_to_a_page_of_this_site_is_taken(editor, link):
    question = make_reader_question()
    post_form(editor, question, link=link, link_text="More")

    assert ReaderQuestion.objects.get().link == link


def test_words_of_a_row_that_is_taken_away_do_not_count(editor):
    question = make_reader_question(rows=(("b", words(9)),))
    post_form(editor, question, answer=words(80), rows__0__DELETE="on")

    assert ReaderQuestion.objects.get().answer == words(80)
    assert not question.rows.exists()


def test_form_lists_every_placeholder_with_its_meaning(editor):
    page = read_page(editor.get(url_of(ReaderQuestion, "add")))
    shown = [item.text for item in page.one(class_="placeholders").all("li")]

    assert tuple(PLACEHOLDER_MEANINGS) == PLACEHOLDERS
    assert shown == [f"{{{name}}} {meaning}" for name, meaning in PLACEHOLDER_MEANINGS.items()]
    assert page.one(id="id_answer").attrs["rows"] == "4"
