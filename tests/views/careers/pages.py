"""The pages about roles as their tests read them: of the real content, and of a small one."""

from functools import cache
from itertools import combinations

from django.conf import settings
from django.test import Client

from roles.content.documents import parse_content
from tests.careers_factories import make_careers_document
from tests.content.documents import AREAS
from tests.content.documents import ROLES as ROLES_KNOWN
from tests.factories import (
    make_catalog,
    make_content_version,
    make_version,
    publish_seed_careers,
    seed_careers,
    seed_catalog,
)
from tests.views.page import read_page, title_of

MINUS = "\N{MINUS SIGN}"
HOME = "http://testserver"
NAMES = {
    "student": "Student or first job",
    "developer": "Developer",
    "engineer": "Engineer",
    "business-analyst": "Business analyst",
    "qa-tester": "QA tester",
    "designer": "Designer",
    "marketer": "Marketer",
    "sales": "Sales",
    "customer-success": "Customer success",
    "executive-assistant": "Executive assistant",
    "scrum-master": "Scrum master",
    "team-lead": "Team lead",
    "operations": "Operations",
    "teacher": "Teacher",
    "nurse": "Nurse",
    "product-manager": "Product manager",
    "project-manager": "Project manager",
    "program-manager": "Program manager",
    "product-owner": "Product owner",
    "project-coordinator": "Project coordinator",
}
TITLES, ROLES = tuple(NAMES)[:-5], tuple(NAMES)[-5:]
THREE = "product-manager-and-project-manager-and-program-manager"
OWNERS = "product-manager-and-product-owner"
ADDRESSES = (
    *(f"/roles/{role}/" for role in ROLES),
    *("/compare/", *(f"/compare/{'-and-'.join(pair)}/" for pair in combinations(ROLES, 2))),
    f"/compare/{THREE}/",
    *("/routes/", *(f"/routes/{start}/" for start in (*TITLES, *ROLES))),
    "/questions-and-answers/",
)


@cache
def _responses():
    """Read once, as loading the real content is slow."""
    make_version(seed_catalog())
    publish_seed_careers()
    client = Client()
    return {address: client.get(address) for address in ADDRESSES}


@cache
def real_page(address):
    """A page of the real content. Wants a database the first time."""
    return read_page(_responses()[address])


def open_small(catalog=None, **changes):
    """Puts `factories.make_catalog` in force, or another one, and small content for it, which may
    lack what only older versions lack."""
    version = make_version(catalog or make_catalog())
    document = make_careers_document(**changes)
    make_content_version(parse_content(document, ROLES_KNOWN, AREAS, is_entered=False))
    return version


def browser_of(*results):
    """A browser that has finished these, the last one first."""
    client = Client()
    tokens = [result.attempt.token for result in results]
    client.cookies[settings.ATTEMPT_COOKIE_NAME] = ".".join(("", *tokens))
    return client


def head_of(page):
    """All that the head tells search engines and chats, by name."""
    metas = [meta.attrs for meta in page.one("head").all("meta")]
    told = {meta["property"]: meta["content"] for meta in metas if "property" in meta}
    told |= {meta["name"]: meta["content"] for meta in metas if "name" in meta}
    canonical = [link.attrs["href"] for link in page.one("head").all("link", rel="canonical")]
    kept = {name: text for name, text in told.items() if name not in ("viewport", "color-scheme")}
    return kept | {"title": title_of(page), "canonical": canonical}


def whole_head(address, title, description, origin=HOME):
    """The head of a page that may be found, as it has to be."""
    return {
        "title": title,
        "description": description,
        "canonical": [f"{origin}{address}"],
        "og:type": "website",
        "og:site_name": "Careerquiz",
        "og:locale": "en_US",
        "og:title": title,
        "og:description": description,
        "og:url": f"{origin}{address}",
        "og:image": f"{origin}/static/img/card-default.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "twitter:card": "summary_large_image",
        "twitter:title": title,
        "twitter:description": description,
        "twitter:image": f"{origin}/static/img/card-default.png",
    }


def ids(page):
    """Of the sections in the content, in their order."""
    return [part.attrs["id"] for part in page.one("main").all("section") if "id" in part.attrs]


def texts(elements):
    return [element.text for element in elements]


def cited(element):
    """What an element says, and the slug of the source to which its number leads; "" without."""
    numbers = element.all("a", class_="cite")
    text = element.text
    for number in numbers:
        text = text.replace(f" {number.text}", "")
    return text, numbers[0].attrs["href"].removeprefix("#source-") if numbers else ""


def source_of(slug):
    """The same of the real content: our view and what this site does itself have no number."""
    return "" if seed_careers().sources_by_slug[slug].kind in ("view", "own") else slug


def points(page, section):
    """The statements of a section."""
    return texts(page.one(id=section).one("ul", class_="points").all("li"))


def cited_points(page, section):
    """The statements of a section's first list, each with its source."""
    return [cited(item) for item in page.one(id=section).all("ul", class_="points")[0].all("li")]
