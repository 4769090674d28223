"""Loading a file into the draft, and publishing the draft."""

import threading

import pytest
from django.db import connection, connections

from roles.content.documents import parse_catalog
from roles.domain import lab
from roles.domain.errors import (
    CatalogError,
    ChecksFailed,
    DraftHasMoved,
    NothingToPublish,
)
from roles.models import CatalogVersion, Dimension, ProfileTarget, Question, RoleProfile
from roles.queries.catalog import draft_catalog, draft_state, version_catalog
from roles.services.catalog import load_catalog, publish_catalog
from tests.factories import (
    make_catalog,
    make_dimension,
    make_document,
    make_question,
    make_role,
    make_twins,
    publish_seed,
    seed_catalog,
)

pytestmark = pytest.mark.django_db
HISTORIES = (Dimension.history, RoleProfile.history, ProfileTarget.history, Question.history)


def load(**changes):
    return load_catalog(catalog=make_catalog(**changes), reason="test")


def load_seed():
    return load_catalog(catalog=seed_catalog(), reason="test")


def history_rows():
    return sum(history.count() for history in HISTORIES)


def test_load_into_an_empty_draft_makes_it_equal():
    assert load() is True
    assert draft_catalog() == make_catalog()


def test_load_a_second_time_writes_nothing(django_assert_num_queries):
    load()
    with django_assert_num_queries(7) as queries:
        assert load() is False

    words = {query["sql"].split()[0] for query in queries.captured_queries}
    assert words <= {"SELECT", "SAVEPOINT", "RELEASE"}


def test_load_changes_only_rows_that_differ_and_says_why():
    load()
    before = history_rows()
    roles = make_document()["roles"]
    roles[1]["targets"]["order"] = 80
    load(roles=roles)

    assert history_rows() == before + 1
    latest = ProfileTarget.history.latest()
    assert (latest.target, latest.history_change_reason) == (80, "test")


def test_load_removes_rows_that_the_file_lacks_and_keeps_their_history():
    load()
    load(
        dimensions=[make_dimension("ideas"), make_dimension("people")],
        roles=[make_role("thinker", ideas=90, people=20), make_role("host", ideas=1, people=90)],
        questions=[make_question("find-ideas", "ideas"), make_question("host-guests", "people")],
    )

    assert list(RoleProfile.objects.values_list("slug", flat=True)) == ["thinker", "host"]
    assert list(Dimension.objects.values_list("slug", flat=True)) == ["ideas", "people"]
    assert ProfileTarget.objects.count() == 4
    gone = RoleProfile.history.filter(slug="keeper", history_type="-").get()
    assert gone.history_change_reason == "test"


def test_load_a_question_moved_to_a_new_dimension_survives_the_old_ones_deletion():
    load()
    load(
        dimensions=[make_dimension("ideas"), make_dimension("people")],
        roles=[make_role("a", ideas=90, people=20), make_role("b", ideas=1, people=90)],
        questions=[make_question("keep-lists", "people")],
    )

    assert Question.objects.get().dimension.slug == "people"


def test_load_fraction_of_a_target_is_refused_and_nothing_is_written():
    roles = [make_role("a", ideas=90.5, order=20), make_role("b", ideas=1, order=90)]
    with pytest.raises(CatalogError, match=r"roles.a.targets.ideas: 90.5. Allowed: a whole number"):
        load(roles=roles)

    assert Dimension.objects.count() == 0


def test_publish_makes_version_1_of_the_draft():
    load_seed()
    version = publish_catalog(author="ada", note="first")

    assert (version.number, version.author, version.note) == (1, "ada", "first")
    assert parse_catalog(version.document) == seed_catalog()


def test_publish_equal_draft_is_refused():
    load_seed()
    publish_catalog(author="ada")

    with pytest.raises(NothingToPublish):
        publish_catalog(author="ada")
    assert CatalogVersion.objects.count() == 1


def test_publish_a_change_makes_version_2_and_leaves_version_1_byte_for_byte():
    first = publish_seed()
    before = first.document_text.encode()
    ProfileTarget.objects.filter(role__slug="product-owner").update(target=41)
    ProfileTarget.objects.filter(dimension__slug="markets").update(target=70)
    second = publish_catalog(author="ada")

    assert second.number == 2
    assert CatalogVersion.objects.get(number=1).document_text.encode() == before
    assert second.document_text.encode() != before


def test_publish_unsound_draft_is_refused_with_every_problem():
    load()
    ProfileTarget.objects.filter(dimension__slug="order").delete()
    with pytest.raises(CatalogError) as refusal:
        publish_catalog(author="ada")

    assert [problem.where for problem in refusal.value.problems] == [
        "roles.thinker.targets.order",
        "roles.keeper.targets.order",
        "roles.mixer.targets.order",
    ]
    assert CatalogVersion.objects.count() == 0


def test_publish_failing_draft_is_refused_with_every_failing_check():
    load_seed()
    make_twins()
    Question.objects.filter(dimension__slug="markets").exclude(slug="talk-to-customers").update(
        active=False
    )
    with pytest.raises(ChecksFailed) as refusal:
        publish_catalog(author="ada")

    assert str(refusal.value) == (
        "pair product-manager program-manager; ideal program-manager; neutral program-manager; "
        "questions markets; questions"
    )
    assert {check.verdict for check in refusal.value.checks} == {"fail"}
    assert CatalogVersion.objects.count() == 0


def test_publish_of_roles_that_read_the_same_is_refused_and_names_both():
    load_seed()
    RoleProfile.objects.filter(slug="product-owner").update(name="PRODUCT \u200bMANAGER")
    with pytest.raises(ChecksFailed) as refusal:
        publish_catalog(author="ada")

    assert [(check.code, check.about) for check in refusal.value.checks] == [
        ("texts.twins", ("product-manager", "product-owner")),
        ("texts.hidden", ("product-owner",)),
    ]


def test_publish_with_a_warning_is_not_refused():
    load_seed()
    ProfileTarget.objects.filter(role__slug="program-manager", dimension__slug="markets").update(
        target=85
    )
    version = publish_catalog(author="ada")

    assert [
        (check.code, check.about)
        for check in lab.check(version_catalog(version))
        if check.verdict == "warn"
    ] == [("pair", ("product-manager", "program-manager"))]


def test_publish_a_draft_that_changed_since_it_was_looked_at_is_refused():
    load_seed()
    stamp = draft_state().stamp
    Question.objects.filter(slug="talk-to-customers").update(text="Find other ideas")

    with pytest.raises(DraftHasMoved):
        publish_catalog(author="ada", stamp=stamp)
    assert publish_catalog(author="ada", stamp=draft_state().stamp).number == 1


def test_publish_after_somebody_else_published_is_refused():
    load_seed()
    stamp = draft_state().stamp
    publish_catalog(author="bob")
    Question.objects.filter(slug="talk-to-customers").update(text="Find other ideas")

    with pytest.raises(DraftHasMoved):
        publish_catalog(author="ada", stamp=stamp)
    assert [version.author for version in CatalogVersion.objects.all()] == ["bob"]


@pytest.mark.django_db(transaction=True)
def test_publish_ten_times_at_once_makes_one_version():
    load_seed()
    outcomes = []

    def publish():
        try:
            outcomes.append(publish_catalog(author="ada").number)
        except (DraftHasMoved, NothingToPublish) as error:
            outcomes.append(type(error).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish) for _round in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert len(outcomes) == 10, connection.vendor
    assert outcomes.count(1) == 1
    assert CatalogVersion.objects.count() == 1
