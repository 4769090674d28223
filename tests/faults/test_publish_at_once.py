"""Publishing while the draft is written: what is frozen is one draft, never parts of two."""

import threading

import pytest
from django.db import connections

from roles.domain.errors import DraftHasMoved, NothingToPublish
from roles.models import ContentVersion
from roles.services.careers import load_careers
from roles.services.publishing import publish_draft
from tests.factories import publish_seed, seed_careers

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6


def marked(mark):
    """The real content with one text of its first and of its last section marked."""
    content = seed_careers()
    (source, *sources), (step, *routes) = content.sources, content.routes
    marks = {
        "sources": (source.model_copy(update={"note": mark}), *sources),
        "routes": (step.model_copy(update={"shift": mark}), *routes),
    }
    return content.model_copy(update=marks)


def test_publish_between_two_loads_freezes_one_of_them():
    publish_seed()
    contents = [marked("one"), marked("two")]
    load_careers(content=contents[0], reason="")
    is_done = threading.Event()

    def publish():
        while not is_done.is_set():
            try:
                publish_draft(author="ada")
            except (NothingToPublish, DraftHasMoved):
                is_done.wait(0.01)  # or a busy machine never lets the loads in
        connections.close_all()

    publisher = threading.Thread(target=publish)
    publisher.start()
    for number in range(ROUNDS):
        load_careers(content=contents[number % 2], reason="")
    is_done.set()
    publisher.join(timeout=60)

    documents = [version.document for version in ContentVersion.objects.all()]
    found = [(each["sources"][0]["note"], each["routes"][0]["shift"]) for each in documents]
    assert found
    assert {one == other for one, other in found} == {True}
