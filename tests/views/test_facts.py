"""Every fact of the undated careers FAQ has its place on the site.

The facts are numbered as in the agreed map of them and told in our words. Each place is a page
and the id of an element there, and words that must stand in that element's text.
"""

from functools import cache
from typing import NamedTuple

import pytest
from django.test import Client

from tests.factories import publish_seed, publish_seed_careers
from tests.views.page import missing, read_page


class Fact(NamedTuple):
    number: int
    told: str
    places: tuple  # of (address, id, words...)


PM, PJM, PGM = "/roles/product-manager/", "/roles/project-manager/", "/roles/program-manager/"
PO, PC = "/roles/product-owner/", "/roles/project-coordinator/"
PM_PJM = "/compare/product-manager-and-project-manager/"
PM_PGM = "/compare/product-manager-and-program-manager/"
PM_PO = "/compare/product-manager-and-product-owner/"
PJM_PGM = "/compare/project-manager-and-program-manager/"
PJM_PC = "/compare/project-manager-and-project-coordinator/"
LIST, ASK = "/roles/", "/questions-and-answers/"
EARNS = (ASK, "who-earns-more")  # pay in one answer
UNDATED = "Undated and naming no country"

FACTS = (
    Fact(1, "product and project managers often work together, in distinct roles", (
        (PM_PJM, "answer", "often work together", "separate jobs"),
        (ASK, "product-or-project-manager", "often work together", "separate jobs"),
    )),
    Fact(2, "a product manager sets a product's vision, goals and business course", (
        (PM, "job", "Decides what a product should become"),
        (PM, "does", "the product's vision, goals and business strategy"),
        (PM_PJM, "different", "sets a product's vision, goals and business course"),
        (ASK, "product-or-project-manager", "a product's vision, goals and business course"),
        (LIST, "areas", "Deciding where things should go and why"),
    )),
    Fact(3, "a project manager leads the projects, one or more, that make the goals real", (
        (PJM, "job", "Delivers an agreed piece of work"),
        (PJM, "does", "run one or more projects that turn goals into results"),
        (PM_PJM, "different", "lead one or more projects that turn the goals into results"),
        (ASK, "product-or-project-manager", "leads one or more projects that turn those goals"),
    )),
    Fact(4, "tell products from projects first", (
        (PM_PJM, "answer", "tell products from projects first: a project ends"),
        (PM_PJM, "different", "A project is temporary"),
        (ASK, "product-or-project-manager", "tell products from projects first: a project ends"),
    )),
    Fact(5, "a product manager settles what is built, gathers requirements, orders them", (
        (PM, "does", "gather the requirements, decide what gets built and put it in order"),
        (PM_PJM, "different", "gathers the requirements and puts them in order"),
        (PM_PO, "different", "the product owner is accountable", "puts the work in order"),
        (ASK, "product-project-manager", "gathers the requirements and puts them in order"),
    )),
    Fact(6, "a project manager acts on that vision, on time and on budget", (
        (PJM, "good", "somebody else's vision real, on time and on budget"),
        (PM_PJM, "different", "acts on that vision", "on time and on budget"),
        (ASK, "product-project-manager", "acts on that vision, on time and on budget"),
    )),
    Fact(7, "a product manager finds customer need and business aim", (
        (PM, "does", "the need a feature should meet, the business goal it serves"),
        (ASK, "what-is-a-product-manager", "the customer need and the business aim"),
        (LIST, "areas", "Finding out what customers and users need"),
    )),
    Fact(8, "says what success looks like", (
        (PM, "good", "what success looks like before the work began"),
        (ASK, "what-is-a-product-manager", "say what success looks like"),
    )),
    Fact(9, "rallies a team to turn vision into reality", (
        (PM, "does", "get a team behind the vision and make it real"),
        (ASK, "what-is-a-product-manager", "rally a team to turn the vision into reality"),
    )),
    Fact(10, "product marketing manager is the closest other title", (
        (PM, "titles", "closest other title is product marketing manager", "a job of its own"),
        (ASK, "other-names-for-a-product-manager", "product marketing manager", "of its own"),
    )),
    Fact(11, "both titles stress the study of market needs", (
        (ASK, "other-names-for-a-product-manager", "both study what a market needs"),
        (LIST, "areas", "what rivals offer"),
    )),
    Fact(12, "specifics against an organization-wide view; neither is better", (
        (PM_PGM, "different", "deals with specifics", "organization-wide view of any initiative"),
        (PGM, "does", "organization-wide view of any initiative, product development included"),
        (ASK, "program-or-product-manager", "Neither is better", "deals with specifics"),
    )),
    Fact(13, "three parts: strategic, technical, go-to-market", (
        (PM, "boxes", "Three parts of the job", "Strategic", "Technical", "Go-to-market", "Lemser"),
        (ASK, "three-areas-of-product-management", "Strategic", "Technical", "Go-to-market"),
    )),
    Fact(14, "associate product manager is the entry level, and to whom it reports", (
        (PM, "ladder", "Entry level", "a product manager or group product manager"),
        (ASK, "who-works-under-a-product-manager", "entry level", "a group product manager"),
    )),
    Fact(15, "often a mentored post at the start of a career", (
        (PM, "ladder", "often with a mentor"),
        (PM, "trials", "your mentor"),
        (ASK, "who-works-under-a-product-manager", "with a mentor, at the start of a career"),
    )),
    Fact(16, "chief product officer is the most senior product person", (
        (PM, "ladder", "Chief product officer", "The most senior product person"),
        (ASK, "who-is-above-a-product-manager", "the most senior product person"),
    )),
    Fact(17, "and runs several teams, and speaks for product among top leaders", (
        (PM, "ladder", "several product manager teams", "among top leaders"),
        (ASK, "who-is-above-a-product-manager", "several teams of product managers", "top leaders"),
    )),
    Fact(18, "a pay range of 56,000 to 161,000, for program managers as it seems", (
        (*EARNS, "$56,000 to $161,000", "it seems"),
        (PGM, "pay", "56,000", "161,000", UNDATED, "it seems"),
    )),
    Fact(19, "program managers tend to earn more than project managers", (
        (*EARNS, "tend to earn more than project managers"),
        (PGM, "pay", "tend to earn more than project managers on average"),
        (PJM_PGM, "different", "tend to earn more than project managers on average", "undated"),
    )),
    Fact(20, "product manager pay is the highest of the three", (
        (*EARNS, "product managers earn the most: $111,174 on average, from $72,000 to $172,000"),
        (PM, "pay", "72,000", "111,000", "172,000", UNDATED, "above program and project managers"),
    )),
    Fact(21, "product manager studies wants and needs; product owner keeps to the roadmap", (
        (PM_PO, "different", "studies what customers want and need", "on the roadmap"),
        (PM, "does", "Know your customers", "the need a feature should meet"),
        (PO, "does", "keeps to the roadmap"),
        (PO, "confused", "what customers want and need", "on the roadmap"),
    )),
    Fact(22, "product manager decides what is built; product owner sees that it is done", (
        (PM_PO, "answer", "decides what's built or changed", "makes sure the team does it"),
        (PO, "boxes", "decides what is built or changed", "sees that the team does it"),
        (ASK, "product-owner-or-product-manager", "decides what's built or changed"),
    )),
    Fact(23, "leaving: no longer cares for the product", (
        (PM, "leaving", "no longer care about the product", "opinions, without data"),
        (ASK, "why-product-managers-leave", "no longer care for the product", "opinions"),
    )),
    Fact(24, "leaving: passed over too often", (
        (PM, "leaving", "missing out on promotion", "no change in sight"),
        (ASK, "why-product-managers-leave", "passed over too often"),
    )),
    Fact(25, "leaving: an agile team of which one is not the product owner", (
        (PM, "leaving", "agile", "somebody else is its product owner", "lost their say"),
        (PM_PO, "different", "the team is agile", "loses a say in the daily work"),
        (ASK, "why-product-managers-leave", "the team is agile and they're not its product owner"),
    )),
    Fact(26, "product manager: the strategic part, overall direction", (
        (PM, "does", "Set the overall direction"),
        (PM, "boxes", "Strategic: where to go"),
        (ASK, "manager-roles-in-one-line", "Sets overall direction"),
        (LIST, "areas", "months or years ahead"),
    )),
    Fact(27, "focus on meeting and foreseeing the needs of users", (
        (PM, "does", "the need that's coming next"),
        (ASK, "manager-roles-in-one-line", "Meets users' needs and sees the next ones coming"),
        (LIST, "areas", "Finding out what customers and users need"),
    )),
    Fact(28, "program manager brings lasting benefits to the business", (
        (PGM, "job", "a lasting benefit"),
        (PGM, "good", "The business gets a lasting benefit"),
        (ASK, "manager-roles-in-one-line", "Brings lasting benefits to the business"),
    )),
    Fact(29, "project manager: scope, delivery, budget, people, quality", (
        (PJM, "does", "manage scope", "answer for delivery, budget, people and quality"),
        (ASK, "manager-roles-in-one-line", "Manages scope", "delivery, budget, people and quality"),
        (LIST, "areas", "on time, on budget and to a good standard"),
    )),
    Fact(30, "no single best tip makes a project manager productive", (
        (ASK, "what-makes-a-project-manager-productive", "no single best tip"),
        (PJM, "good", "no single best tip for getting more done"),
    )),
    Fact(31, "some advise software; that it halves the trouble is not shown", (
        (ASK, "what-makes-a-project-manager-productive", "software", "found no measurement"),
    )),
    Fact(32, "others advise empathy with the team", (
        (ASK, "what-makes-a-project-manager-productive", "empathy with the team", "PMI"),
        (PJM, "good", "empathy with the team", "lists empathy among its power skills"),
    )),
    Fact(33, "project manager is responsible for the whole project", (
        (PJM_PC, "answer", "is responsible for the whole project"),
        (PC, "confused", "is responsible for the whole project"),
        (ASK, "project-manager-or-coordinator", "is responsible for the whole project"),
    )),
    Fact(34, "coordinator sets things going by networks of cooperation for each part", (
        (PC, "job", "people, plans and documents in order"),
        (PC, "does", "Get things going", "For each part", "a network of people who work together"),
        (PJM_PC, "different", "networks of cooperation for each part"),
        (ASK, "project-manager-or-coordinator", "networks of cooperation for each part"),
        (LIST, "areas", "Bringing people, plans and information together"),
    )),
    Fact(35, "coordinator is the project manager's ally", (
        (PC, "people", "The project manager, whose ally you are"),
        (PJM_PC, "answer", "an ally"),
        (ASK, "project-manager-or-coordinator", "an ally"),
    )),
    Fact(36, "manager leads; coordinator puts team and process together", (
        (PJM_PC, "answer", "The project manager leads", "brings the team and the process together"),
        (PC, "confused", "A project manager leads", "You bring team and process together"),
        (ASK, "project-manager-or-coordinator", "leads", "brings team and process together"),
    )),
    Fact(37, "product manager is held to account, however well supported", (
        (PM, "job", "is accountable"),
        (PM, "suits", "answering for success or failure, however well you were supported"),
        (PM, "unsuited", "you often answer for more than you control"),
        (ASK, "what-a-product-manager-answers-for", "Success or failure in the end, however well"),
    )),
    Fact(38, "the gaps are the product manager's too", (
        (PM, "does", "Fill the gaps", "nobody else covers is yours too"),
        (ASK, "what-a-product-manager-answers-for", "nobody else takes care of is theirs, too"),
    )),
)  # fmt: skip


@cache
def read_pages():
    """The pages with facts, by address. Read once, as loading the content is slow."""
    publish_seed()
    publish_seed_careers()
    client = Client()
    addresses = {address for fact in FACTS for address, *_ in fact.places}
    return {address: read_page(client.get(address)) for address in addresses}


@pytest.fixture
def pages(db):
    return read_pages()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.number}: {fact.told}")
def test_fact_of_the_careers_faq_stands_in_each_of_its_places(pages, fact):
    places = [missing(pages[at], {section: words}) for at, section, *words in fact.places]

    assert places == [[]] * len(places)


def test_facts_are_the_38_of_the_map():
    assert [fact.number for fact in FACTS] == list(range(1, 39))
