"""The sample document with one thing changed, and what reading it says."""

from roles.content.documents import parse_content
from roles.domain.errors import CatalogError
from tests.careers_factories import make_careers_document

ROLES = ("thinker", "keeper", "mixer")
AREAS = ("ideas", "order")


def read(document):
    """The content of a document beside the catalog of `factories.make_document`."""
    return parse_content(document, ROLES, AREAS)


def problems_of(document, roles=ROLES, areas=AREAS):
    """Every problem of a document; empty when it is fine."""
    try:
        parse_content(document, roles, areas)
    except CatalogError as error:
        return list(error.problems)
    return []


def changed(*changes):
    """The sample document with some values replaced: each change is a path and a value."""
    document = make_careers_document()
    for path, value in changes:
        held_by(document, path)[path[-1]] = value
    return document


def without(*paths):
    document = make_careers_document()
    for path in paths:
        del held_by(document, path)[path[-1]]
    return document


def held_by(document, path):
    """What holds the value at the end of a path."""
    for key in path[:-1]:
        document = document[key]
    return document


def places(document):
    """Every problem of a document: where it is for a reader, and the bad value."""
    return [(problem.where, problem.value) for problem in problems_of(document)]
