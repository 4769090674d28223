"""A draft with a sixth role that readers do not know yet, for the tests of its preview."""

from copy import deepcopy

from django.apps import apps

from roles.queries.careers import draft_content_document
from roles.queries.catalog import draft_document
from roles.services.careers import load_careers
from roles.services.catalog import load_catalog
from roles.services.draft import save_catalog_document, save_content_document
from tests.careers_factories import (
    make_comparison_row,
    make_page_row,
    make_pay_row,
    make_source_row,
)
from tests.factories import make_content_version, make_version, seed_careers, seed_catalog

START = "/admin/preview/"
SITE = "/admin/preview/site/"
COACH = "flow-coach"


def publish_five_and_draft_six():
    """The real content in force; its draft has another role, with all that belongs to one."""
    load_catalog(catalog=seed_catalog(), reason="test")
    load_careers(content=seed_careers(), reason="test")
    make_version(seed_catalog())
    make_content_version(seed_careers())
    save_catalog_document(document=with_coach(draft_document()), reason="test")
    save_content_document(document=with_coachs_pages(draft_content_document()), reason="test")


def with_coach(document):
    """A role like no other: the program manager's targets, two dimensions further on."""
    role = deepcopy(document["roles"][2])
    role |= {"slug": COACH, "name": "Flow coach", "symbol": "ring", "position": 6}
    dimensions = [row["slug"] for row in document["dimensions"]]
    targets = [role["targets"][slug] for slug in (*dimensions[2:], *dimensions[:2])]
    role["targets"] = dict(zip(dimensions, targets, strict=True))
    role["days"] = [
        {"slug": f"coach-{number}", "text": f"You coach team {number}"} for number in range(6)
    ]
    return document | {"roles": [*document["roles"], role]}


def with_coachs_pages(document):
    """A page, a comparison and a step, with a source and a pay figure."""
    rows = {
        "sources": make_source_row(),
        "pay": make_pay_row(),
        "roles": make_page_row(COACH, other="product-owner"),
        "comparisons": make_comparison_row("product-owner", COACH),
        "routes": {
            "start": COACH,
            "goal": "product-owner",
            "text": "Ask for a list of what users want",
            "shift": "You decide more.",
            "source": "survey",
        },
    }
    return document | {name: [*document[name], row] for name, row in rows.items()}


def counts():
    """How many rows each table has."""
    return {model.__name__: model._base_manager.count() for model in apps.get_models()}
