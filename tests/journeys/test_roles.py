"""Roles come, are renamed and go in the admin alone, and no page of the site is left behind."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from roles.domain.personas import ideal_sheet
from roles.models import (
    Comparison,
    Dimension,
    Question,
    RolePage,
    RoleProfile,
    Source,
    Step,
)
from roles.queries.catalog import published_catalog, published_version
from roles.services.careers import load_careers
from tests.admin.pages import fields_in, url_of
from tests.factories import make_link, make_result, publish_seed, seed_careers
from tests.journeys.crawler import walk
from tests.views.careers.pages import browser_of
from tests.views.forms import buttons_of, fields_of
from tests.views.page import read_page, texts

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
]
OPEN = {200, 302}  # the form of two roles leads on to their comparison
DAYS = [
    f"You spend the morning on {what} and tell everyone what changed."
    for what in ("the release list", "two broken builds", "a late supplier", "one hard question")
]


class Desk:
    """Somebody at the admin, who counts the forms that were sent and keeps what was said."""

    def __init__(self):
        User.objects.create_superuser("ada")
        self.client = Client(enforce_csrf_checks=True)
        self.client.force_login(User.objects.get())
        self.sent, self.said = 0, []

    def post(self, address, data):
        self.sent += 1
        page = self.client.post(address, data, follow=True)
        told = read_page(page)
        assert page.status_code == 200
        assert not told.all("ul", class_="errorlist"), texts(told, "ul")
        self.said += [each.text for each in told.all("ul", class_="messagelist")]
        return page

    def add(self, table, query="", **values):
        """Sends an add form as it stands but for these values; __ stands for a hyphen."""
        address = url_of(table, "add") + query
        fields = fields_in(self.client.get(address), table)
        given = {name.replace("__", "-"): str(value) for name, value in values.items()}
        return self.post(address, fields | given)

    def add_role(self, name, slug, targets, days=DAYS, **values):
        numbers = {f"targets__{at}__target": number for at, number in enumerate(targets)}
        written = {f"days__{at}__text": f"{name}: {text}" for at, text in enumerate(days)}
        slugs = {f"days__{at}__slug": f"{slug}-{at}" for at in range(len(days))}
        words = {"name": name, "slug": slug, "summary": f"Is a {name}."}
        return self.add(RoleProfile, **words, **numbers, **written, **slugs, **values)

    def add_page(self, slug):
        words = {"description": f"What it is like to be a {slug}.", "pay_note": "Pay differs."}
        return self.add(RolePage, f"?slug={slug}", **words)

    def add_comparison(self, address, source):
        """From a link that fills in the roles."""
        fields = fields_in(self.client.get(address), Comparison)
        sides = {f"choose-{at}-text": f"You like the work of side {at}." for at in (0, 1)}
        sources = {f"choose-{at}-source": source for at in (0, 1)}
        words = {"description": "How they differ.", "answer": "They differ.", "source": source}
        return self.post(urlsplit(address).path, fields | words | sides | sources)

    def do(self, view, of, /, **values):
        """Sends the form of one of the pages on which a whole role is changed."""
        address = reverse(f"desk:{view}", args=[of])
        form = read_page(self.client.get(address)).one(id="content-main").one("form")
        return self.post(address, fields_of(form) | values)

    def publish(self):
        address = reverse("desk:draft")
        page = read_page(self.client.get(address)).one(id="content-main")
        (form,) = [form for form in page.all("form") if form.all("input", name="stamp")]
        ticks = {box.attrs["name"]: "on" for box in form.all("input", type="checkbox")}
        _label, _address, button = next(buttons_of(form))
        number = published_version().number if published_version() else 0
        self.post(address, fields_of(form, chooses=True) | ticks | button)
        assert published_version().number == number + 1


def public_pages(*more):
    """The status of each public page that can be reached, and what was wrong."""

    def kind(address):
        try:
            room = resolve(urlsplit(address).path).namespaces[0]
        except Resolver404:
            return address
        return address if room in ("careers", "pages") else None

    return walk(Client(), "/", *more, kind=kind).pages


def is_open(*addresses):
    client = Client()
    return [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def result_of(role):
    """Of somebody just like that role."""
    return make_result(published_version(), ideal_sheet(published_catalog(), role))


def addresses_of(result):
    """Its own, its link, its picture."""
    link = make_link(result)
    return (
        f"/results/{result.attempt.token}/",
        *(f"/shared/{link.token}/", f"/shared/{link.token}/card.png"),
    )


def owners_pages(result, *starts):
    """What the browser with that result meets from its own pages on."""

    def kind(address):
        name = resolve(urlsplit(address).path).view_name
        is_shown = name.startswith(("careers:", "pages:", "results:"))
        return None if not is_shown else address if name.startswith("careers:") else name

    return walk(browser_of(result), *starts, kind=kind, follows=False).pages


def open_with_sixth_role():
    """With all that a role has: page, a comparison with each other one, a step to it."""
    publish_seed()
    load_careers(content=seed_careers(), reason="test")
    desk = Desk()
    page = desk.add_role("Delivery lead", "delivery-lead", [20, 20, 80, 20, 60, 80])
    assert page.redirect_chain[-1][0] == reverse("desk:role_steps", args=["delivery-lead"])
    desk.add_page("delivery-lead")
    for _one, _two, address in page.context["comparisons"]:
        desk.add_comparison(address, Source.objects.first().slug)
    desk.add(Step, "?goal=delivery-lead", start="developer", text="Lead one.", source="our-view")
    desk.publish()
    return desk


def former_addresses():
    client = Client()
    gone, moved = client.get("/roles/program-manager/"), client.get("/roles/product-owner/")
    return gone.status_code, moved["location"]


def test_sixth_role_comes_one_is_renamed_one_goes(db):
    desk = open_with_sixth_role()
    result = result_of("program-manager")
    old = (*addresses_of(result), f"/results/{result.attempt.token}/rescore/")

    assert desk.sent == 1 + 1 + 5 + 1 + 1  # role, page, comparisons, step, publication
    assert is_open(
        *("/roles/delivery-lead/", "/compare/product-owner-and-delivery-lead/"),
        *("/routes/delivery-lead/", "/compare/", *addresses_of(result_of("delivery-lead"))),
    )

    desk.do("role_retire", "program-manager")
    desk.do("role_rename", "product-owner", name="Backlog owner", slug="backlog-owner")
    desk.publish()
    found = public_pages("/sitemap.xml")
    met = owners_pages(result, *old[:2], "/results/")

    assert (set(found.values()), "/roles/backlog-owner/" in found) == (OPEN, True)
    assert not [path for path in found if re.search("program-manager|product-owner", path)]
    assert is_open(*old)
    assert not [path for path, status in met.items() if status >= 400]
    assert former_addresses() == (410, "/roles/backlog-owner/")
    assert not re.findall("[a-z]-(?:owner|manager|lead)|-to-", " ".join(desk.said))


KINDS = ("Making", "Selling", "Caring")
VERBS = (
    *("Draw", "Sort", "Paint", "Weigh", "Mix", "Cut", "Bend", "Stack", "Wash", "Carry"),
    *("Lift", "Fold"),
)


def test_quiz_of_three_other_roles_is_made_from_nothing(db):
    desk = Desk()
    for at, kind in enumerate(KINDS):
        words = {"description": f"Likes {kind}.", "low": f"little {kind}", "high": f"much {kind}"}
        desk.add(Dimension, name=kind, slug=kind.lower(), position=at, **words)
    for at, verb in enumerate(VERBS):
        text = f"{verb} {('oak', 'silk', 'milk', 'clay')[at // 3]} for {KINDS[at % 3]}"
        kind = Dimension.objects.get(position=at % 3).pk
        desk.add(Question, text=text, slug=verb.lower(), dimension=kind, position=at)
    desk.add_role("Baker", "baker", [90, 30, 30])
    desk.add_role("Dealer", "dealer", [30, 90, 30])
    desk.add_role("Nurse", "nurse", [30, 30, 90])
    desk.publish()

    assert desk.sent == 3 + 12 + 3 + 1
    assert set(public_pages("/sitemap.xml").values()) == OPEN
    assert is_open("/roles/nurse/", "/compare/baker-and-dealer/", *addresses_of(result_of("nurse")))
