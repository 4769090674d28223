"""What chats and social sites are told of a public link: title, words, picture, address."""

from dataclasses import replace

import pytest

from roles.models import ShareLink
from tests.factories import make_link, make_version, seed_catalog
from tests.views.page import read_page
from tests.views.quiz_walk import open_quiz
from tests.views.sharing import SHEETS, TICKS, link_of, page_of, result_of
from tests.wording.result_pages import CLEAR, CLOSE

DESCRIPTION = (
    "Product manager comes next, well behind. Which role fits you? Take the quiz: about two "
    "minutes, no sign-up."
)
LONGEST = {"title": 70, "description": 160, "alt": 420}  # letters that sites show of each


def tags(client, link):
    """The page's meta elements that carry a name or a property."""
    metas = [meta.attrs for meta in read_page(client.get(page_of(link))).all("meta")]
    named = [(meta.get("property") or meta.get("name"), meta.get("content")) for meta in metas]
    found = {name: content for name, content in named if name}
    assert len(found) == len(metas) - 1  # all but the charset, each once
    return found


def test_preview_tags_are_complete(client, db):
    link = link_of(open_quiz(), CLEAR)
    address = f"http://testserver{page_of(link)}"
    assert tags(client, link) == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "robots": "noindex",
        "description": DESCRIPTION,
        "og:type": "website",
        "og:site_name": "Careerquiz",
        "og:locale": "en_US",
        "og:title": "Product owner fits best",
        "og:description": DESCRIPTION,
        "og:url": address,
        "og:image": f"{address}card.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "My best fit: Product owner.",
        "twitter:card": "summary_large_image",
        "twitter:title": "Product owner fits best",
        "twitter:description": DESCRIPTION,
        "twitter:image": f"{address}card.png",
        "twitter:image:alt": "My best fit: Product owner.",
    }


def test_picture_of_no_result_is_not_described_as_that_of_one(client, db):
    link = link_of(open_quiz(), CLEAR)
    ShareLink.objects.update(picture=b"")

    assert [name for name in tags(client, link) if name.endswith(":alt")] == []
    own = client.get(f"/results/{link.result.attempt.token}/share/{link.token}/")
    assert read_page(own).one("img", class_="preview").attrs["alt"] == ""


def test_preview_addresses_begin_with_the_configured_name_whatever_was_asked_for(
    client, db, settings
):
    settings.SITE_ORIGIN = "https://quiz.example"
    settings.ALLOWED_HOSTS = ["other.example"]
    link = link_of(open_quiz())
    metas = read_page(client.get(page_of(link), headers={"Host": "other.example"})).all("meta")
    found = {meta.attrs.get("property"): meta.attrs.get("content") for meta in metas}

    assert found["og:url"] == f"https://quiz.example{page_of(link)}"
    assert found["og:image"] == f"https://quiz.example{page_of(link)}card.png"


@pytest.mark.parametrize("ticks", TICKS)
@pytest.mark.parametrize("digits", SHEETS)
def test_preview_texts_are_short_enough_to_be_shown_whole(client, db, digits, ticks):
    found = tags(client, link_of(open_quiz(), digits, ticks))

    assert too_long(found) == []
    assert [text for text in found.values() if text.endswith("…")] == []


def too_long(found):
    return [
        (name, len(text))
        for name, text in found.items()
        for kind, most in LONGEST.items()
        if name.endswith(kind) and len(text) > most
    ]


def test_preview_texts_with_the_longest_names_are_cut_to_what_is_shown(client, db):
    catalog = seed_catalog()
    version = make_version(
        replace(catalog, roles=longest(catalog.roles), dimensions=longest(catalog.dimensions))
    )
    found = tags(client, link_of(version, CLOSE, ["numbers", "pattern"]))

    assert too_long(found) == []
    assert len(found["og:title"]) == 70
    assert found["og:title"][-1] == "…"


def test_preview_says_whose_result_it_is_and_the_reason_that_the_chart_shows(client, db):
    link = make_link(result_of(open_quiz(), CLEAR), name="Ada")
    found = tags(client, link)
    because = "They like “Understanding customers” best of all, and it's a big part of the job."

    assert found["og:title"] == found["twitter:title"] == "Product owner fits Ada best"
    assert "Ada" not in found["og:image:alt"]  # the picture does not draw the name
    assert found["og:description"].startswith(because)


@pytest.mark.parametrize("name", ["\u05d0" * 40, "x" * 40])
def test_preview_with_the_longest_names_isolates_what_is_written_from_right_to_left(
    client, db, name
):
    roles = longest(seed_catalog().roles)
    version = make_version(replace(seed_catalog(), roles=roles))
    found = tags(client, make_link(result_of(version, CLOSE), name=name))

    assert too_long(found) == []
    assert {text.count("\u2068") - text.count("\u2069") for text in found.values()} == {0}
    assert ("\u2068" in found["og:title"]) == (name != "x" * 40)


def longest(rows):
    """With names as long as they may be."""
    return tuple(replace(row, name=f"{row.name} {'of everything ' * 9}"[:60]) for row in rows)
