"""Pages opened once more in Firefox, which puts back what was chosen, field by field."""

from django.conf import settings

from roles.models import Result
from roles.queries.catalog import published_version
from tests.browser.pages import CHOSEN
from tests.browser.sharing_states import several
from tests.browser.states import page_two
from tests.factories import make_result
from tests.services.attempts import CLOSE

STATEMENTS = "[...document.querySelectorAll('fieldset')].map((group) => group.innerText)"
CONTINUE = "document.querySelector('form [type=submit]')"
CHOOSE = "document.querySelectorAll(\"[type=radio][value='{}']\").forEach((radio) => radio.click())"
PLACES = "[...document.querySelectorAll('select')].map((field) => field.value)"


def choose(tab, answer):
    tab.run(f"void {CHOOSE.format(answer)}")


def remember_two(tab):
    """This browser holds the last two results that are stored."""
    tokens = Result.objects.order_by("-pk").values_list("attempt__token", flat=True)[:2]
    cookie = f"{settings.ATTEMPT_COOKIE_NAME}={'.'.join(['', *tokens])}; path=/"
    tab.run(f"void (document.cookie = '{cookie}')")


def assert_same_or_none(tab):
    """A reload shows the same statements, and each with the answer that it had, or with none."""
    statements, chosen = tab.run(STATEMENTS), tab.run(CHOSEN)
    tab.reload()
    assert tab.run(STATEMENTS) == statements
    assert tab.run(CHOSEN) in ({}, chosen)
    assert len(chosen) == 4


def test_first_page_reloaded_in_firefox_asks_the_same_with_the_same_answers_or_none(open_tab):
    tab = open_tab("/quiz/")
    choose(tab, 4)

    assert_same_or_none(tab)


def test_later_page_reloaded_in_firefox_asks_the_same_with_the_same_answers_or_none(open_tab):
    tab = open_tab("/robots.txt")
    tab.goto(page_two())
    choose(tab, 2)

    assert_same_or_none(tab)


def test_back_in_firefox_shows_the_first_page_as_it_was_left(open_tab):
    tab = open_tab("/quiz/")
    choose(tab, 5)
    statements, chosen = tab.run(STATEMENTS), tab.run(CHOSEN)
    tab.press(CONTINUE)
    tab.back()

    assert tab.run(STATEMENTS) == statements
    assert tab.run(CHOSEN) == chosen


def test_list_of_results_reloaded_in_firefox_keeps_no_choice_that_is_another_one_now(open_tab):
    tab = open_tab(several(2))
    remember_two(tab)
    tab.reload()
    tab.run("void (document.querySelector('[name=one]').value = '2')")
    make_result(published_version(), CLOSE)
    remember_two(tab)
    tab.reload()

    assert tab.run(PLACES) == ["1", "2"]
