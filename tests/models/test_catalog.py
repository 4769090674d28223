"""Rows of the draft stay sound whoever writes them; published versions stay as they are."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from roles.content import catalog as catalog_format
from roles.content.values import SETTING_RANGES
from roles.models import (
    Area,
    CatalogVersion,
    Day,
    Dimension,
    ProfileTarget,
    Question,
    RoleProfile,
    ScoringSettings,
)
from roles.models.versions import PublishedForEver, canonical_text
from tests.factories import make_catalog, publish_seed

pytestmark = pytest.mark.django_db


def make_dimension_row(slug="ideas"):
    return Dimension.objects.create(slug=slug, name="Ideas", description="d", low="l", high="h")


def make_role_row(slug="thinker"):
    return RoleProfile.objects.create(slug=slug, name="Thinker", summary="s", symbol="circle")


def make_version(number=1):
    text = canonical_text(catalog_format.dump(make_catalog()))
    version = CatalogVersion(number=number, document_text=text, author="ada")
    version.save()
    return version


def break_constraint(name, write):
    """Asserts that the database itself refuses a write, by the constraint of that name."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    message = str(refusal.value)
    columns = {
        "area_slug_unique": "roles_area.slug",
        "day_slug_unique": "roles_day.slug",
        "dimension_slug_unique": "roles_dimension.slug",
        "role_profile_slug_unique": "roles_roleprofile.slug",
        "question_slug_unique": "roles_question.slug",
        "catalog_version_number_unique": "roles_catalogversion.number",
        "profile_target_once_per_dimension": "roles_profiletarget.role_id",
    }  # SQLite names the columns of a unique constraint, PostgreSQL the constraint
    assert name in message or columns[name] in message


def test_dimension_slug_twice_is_refused():
    make_dimension_row()
    break_constraint("dimension_slug_unique", make_dimension_row)


def test_area_slug_twice_is_refused():
    Area.objects.create(slug="work", name="Work", description="d")
    break_constraint("area_slug_unique", Area(slug="work", name="Other", description="d").save)


def test_area_with_a_dimension_is_not_deleted():
    area = Area.objects.create(slug="work", name="Work", description="d")
    Dimension.objects.create(slug="a", name="A", description="d", low="l", high="h", area=area)
    with pytest.raises(ProtectedError):
        area.delete()


def test_day_slug_twice_is_refused_in_another_role_too():
    Day.objects.create(slug="rest", text="Rest.", role=make_role_row())
    again = Day(slug="rest", text="Rest more.", role=make_role_row("keeper"))
    break_constraint("day_slug_unique", again.save)


def test_days_go_with_their_role():
    role = make_role_row()
    Day.objects.create(slug="rest", text="Rest.", role=role)
    role.delete()

    assert Day.objects.count() == 0


def test_role_slug_twice_is_refused():
    make_role_row()
    break_constraint("role_profile_slug_unique", make_role_row)


def test_role_symbol_unknown_is_refused():
    role = make_role_row()
    role.symbol = "heart"
    break_constraint("role_profile_symbol_known", role.save)


def test_target_over_100_is_refused():
    target = ProfileTarget(role=make_role_row(), dimension=make_dimension_row(), target=101)
    break_constraint("profile_target_0_to_100", target.save)
    with pytest.raises(ValidationError, match="less than or equal to 100"):
        target.full_clean()


def test_target_twice_for_one_dimension_is_refused():
    role, dimension = make_role_row(), make_dimension_row()
    ProfileTarget.objects.create(role=role, dimension=dimension, target=1)
    again = ProfileTarget(role=role, dimension=dimension, target=2)
    break_constraint("profile_target_once_per_dimension", again.save)


def test_question_slug_twice_is_refused():
    dimension = make_dimension_row()
    Question.objects.create(slug="q", text="t", dimension=dimension)
    again = Question(slug="q", text="t", dimension=dimension)
    break_constraint("question_slug_unique", again.save)


def test_question_baseline_over_6_is_refused():
    question = Question(slug="q", text="t", dimension=make_dimension_row(), baseline=6.1)
    break_constraint("question_baseline_0_to_6", question.save)


def test_settings_second_row_is_refused():
    ScoringSettings.objects.create()
    break_constraint("scoring_settings_single_row", ScoringSettings(id=2).save)


@pytest.mark.parametrize("name", SETTING_RANGES)
def test_settings_value_out_of_range_is_refused(name):
    _low, high = SETTING_RANGES[name]
    settings = ScoringSettings(**{name: high + 1})

    break_constraint(f"scoring_settings_{name}_in_range", settings.save)


@pytest.mark.parametrize("bad", ["Product Manager", "a--b", "-a", "a.b", "a\n"])
def test_slug_with_other_characters_is_refused(bad):
    with pytest.raises(ValidationError, match="Use lower-case letters"):
        Dimension(slug=bad, name="n", description="d", low="l", high="h").full_clean()


def test_text_with_control_characters_is_refused():
    with pytest.raises(ValidationError, match="without control characters"):
        Dimension(slug="a", name="n\x07", description="d", low="l", high="h").full_clean()


def test_text_with_an_invisible_character_is_refused_and_names_it():
    row = Dimension(slug="a", name="Id\u202eeas", description="d", low="l", high="h")
    with pytest.raises(ValidationError, match=r"place 3 \(RIGHT-TO-LEFT OVERRIDE \(U\+202E\)\)"):
        row.full_clean()


def test_version_number_twice_is_refused():
    make_version()
    break_constraint("catalog_version_number_unique", make_version)


def test_version_number_zero_is_refused():
    break_constraint("catalog_version_number_from_1", lambda: make_version(0))


WAYS_TO_CHANGE = {
    "save": lambda version: version.save(),
    "save fields": lambda version: version.save(update_fields=["note"]),
    "delete": lambda version: version.delete(),
    "update": lambda _version: CatalogVersion.objects.update(note="x"),
    "filtered update": lambda _version: CatalogVersion.objects.filter(number=1).update(note="x"),
    "base manager": lambda _version: CatalogVersion._base_manager.update(note="x"),
    "default manager": lambda _version: CatalogVersion._default_manager.all().delete(),
    "delete all": lambda _version: CatalogVersion.objects.all().delete(),
    "raw delete": lambda _version: CatalogVersion.objects.all()._raw_delete(None),
    "bulk update": lambda version: CatalogVersion.objects.bulk_update([version], ["note"]),
    "update or create": lambda _version: CatalogVersion.objects.update_or_create(
        number=1, defaults={"note": "x"}
    ),
    "upsert": lambda version: CatalogVersion.objects.bulk_create(
        [version], update_conflicts=True, unique_fields=["number"], update_fields=["note"]
    ),
}


@pytest.mark.parametrize("way", WAYS_TO_CHANGE)
def test_version_change_or_deletion_is_refused(way):
    version = make_version()
    version.note = "changed"

    with pytest.raises(PublishedForEver), transaction.atomic():
        WAYS_TO_CHANGE[way](version)
    stored = CatalogVersion.objects.get()
    assert (stored.note, stored.document_text) == ("", version.document_text)


def test_version_document_handed_out_is_a_copy():
    version = make_version()
    version.document["roles"].clear()

    assert len(version.document["roles"]) == 3


def test_version_digest_tells_documents_apart():
    first = make_version()
    other = CatalogVersion(number=2, document_text=first.document_text + " ", author="ada")
    other.save()

    assert len(first.digest) == 64
    assert first.digest != other.digest


def test_version_live_is_the_highest_number():
    publish_seed()
    make_version(number=7)

    assert CatalogVersion.objects.live().get().number == 7
