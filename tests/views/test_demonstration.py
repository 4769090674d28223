"""Every page of a demonstration says that it is one; no other page does, or costs a query more."""

import pytest
from django.utils import timezone

from roles.models import Attempt, Demonstration, Result, ShareLink
from roles.pages.results.cached import current_report_cache, shared_cache
from roles.queries.careers import (
    content_of,
    current_site,
    forget_site,
    forget_state,
    known_site,
    note_site,
    public_state,
)
from roles.services.simulation import remove_demonstration, simulate
from tests.factories import (
    SIMULATED_PEOPLE,
    make_attempt,
    make_careers,
    make_link,
    make_result,
    publish_seed_careers,
)
from tests.views.page import read_page
from tests.views.quiz_walk import OWNER

pytestmark = pytest.mark.django_db

PAGES = ["/", "/roles/", "/compare/", "/privacy/", "/how-scoring-works/", "/results/", "/nowhere/"]


def is_told(client, address):
    """Whether the page says that it is one of a demonstration; once, then, with its style."""
    page = read_page(client.get(address, follow=True))
    bars = page.all("aside", class_="demonstration")
    links = [link.attrs["href"] for link in page.all("link", rel="stylesheet")]
    assert len(bars) == sum("demonstration" in link for link in links) <= 1
    return bool(bars)


def fill():
    """As `simulate` does, without anybody."""
    Demonstration.objects.create(people=1, filled_at=timezone.now())


@pytest.fixture
def demonstration(version):
    fill()
    publish_seed_careers()
    forget_site()
    return version


def addresses(version):
    """Of pages of the quiz and its results."""
    waiting, result = make_attempt(version, OWNER, pages=1), make_result(version, OWNER)
    private = f"/results/{result.attempt.token}/"
    paths = [f"/quiz/{waiting.token}/{number}/" for number in (1, 2)]
    return [
        *paths,
        f"/quiz/{result.attempt.token}/check/",
        *(private, f"{private}share/", f"{private}delete/"),
        f"/shared/{make_link(result).token}/",
    ]


@pytest.mark.parametrize("address", PAGES)
def test_page_of_a_demonstration_says_so(client, demonstration, address):
    current_site()  # what error pages know is what another page has seen

    assert is_told(client, address)


@pytest.mark.parametrize("address", PAGES)
def test_page_of_any_other_site_does_not(client, version, address):
    assert not is_told(client, address)


def test_pages_of_quiz_and_results_say_so_put_together_or_not(client, demonstration, settings):
    paths = addresses(demonstration)
    for settings.DEBUG in (False, True):
        assert [path for path in paths if not is_told(client, path)] == []


def test_admin_of_a_demonstration_says_so_and_its_forms_for_choosing_do_not(admin_client, client):
    fill()
    forget_site()
    popup = admin_client.get("/admin/roles/area/add/?_popup=1")

    assert is_told(client, "/admin/login/")
    assert is_told(admin_client, "/admin/")
    assert (popup.status_code, b'class="demonstration"' in popup.content) == (200, False)


def test_pages_begin_and_stop_saying_so_at_once_in_the_process_that_knows(client, version):
    paths = ["/", "/quiz/", "/nowhere/"]
    told = [[is_told(client, path) for path in paths]]
    simulate(people=1, seed=1, days=1, now=timezone.now())
    told.append([is_told(client, path) for path in paths])
    remove_demonstration()
    told.append([is_told(client, path) for path in paths])

    assert told == [[False] * 3, [True] * 3, [False] * 3]


def test_state_and_site_tell_of_a_demonstration_without_a_further_query(
    version, django_assert_num_queries
):
    publish_seed_careers()
    fill()
    forget_state()
    forget_site()
    with django_assert_num_queries(2):
        assert (public_state().is_demonstration, current_site().is_demonstration) == (True, True)
    with django_assert_num_queries(0):
        assert known_site().is_demonstration


def test_site_of_a_demonstration_without_content_tells_of_it(version):
    fill()
    forget_site()

    assert current_site().is_demonstration
    assert note_site(make_careers()).is_demonstration  # as after a publication of content


def test_what_is_cached_of_results_and_links_holds_nothing_of_it(client, version):
    result = make_result(version, OWNER)
    link = make_link(result)
    held = bytes(result.page_cache), bytes(link.page_cache)
    fill()
    forget_state()
    content = content_of(public_state())

    assert content.state.is_demonstration
    assert (current_report_cache(result, content), shared_cache(link, content)) == held


@pytest.mark.parametrize("time", [1, 2])  # made, and put back
def test_simulated_people_are_there_for_tests(simulated, time):
    counts = [table.objects.count() for table in (Attempt, Result, ShareLink, Demonstration)]

    assert counts[0] == SIMULATED_PEOPLE
    assert counts[3] == 1
    assert SIMULATED_PEOPLE * 0.7 < counts[1] < SIMULATED_PEOPLE * 0.9
    assert set(Attempt.objects.values_list("version", flat=True)) == {simulated.pk}
    assert simulated.attempts.filter(is_panel=True).exists()
