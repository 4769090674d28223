"""The bar above every page of a demonstration."""

import pytest
from django.utils import timezone

from roles.models import Demonstration
from roles.queries.careers import expire_site, forget_state
from tests.browser.pages import FLAWLESS

BAR = ".demonstration"


@pytest.fixture
def demonstration(published_site):
    Demonstration.objects.create(people=1, filled_at=timezone.now())
    forget_state()
    expire_site()


@pytest.mark.parametrize("path", ["/", "/quiz/"])
def test_page_of_a_demonstration_has_the_bar_without_a_flaw(demonstration, open_page, flaws, path):
    page = open_page(path, scheme="dark")
    bar, header = (page.locator(name).bounding_box() for name in (BAR, ".site-header"))

    assert bar["y"] + bar["height"] <= header["y"]
    assert flaws(page) == FLAWLESS
    page.emulate_media(media="print")
    assert page.locator(BAR).is_visible()


def test_admin_of_a_demonstration_has_the_bar_without_a_flaw(demonstration, open_signed_in, axe):
    page = open_signed_in("/admin/", width=320)

    assert page.locator(BAR).bounding_box()["width"] == 320
    assert axe(page, BAR) == []
