"""Content as documents: each row's, that of each entry of its history, and the first published.

What the old tables of lists held becomes part of the row that it belonged to. Their history, too:
changes made at once (one save, one load) become one entry of that row's history.
"""

import hashlib
import json
from datetime import timedelta

from django.db import migrations

AT_ONCE = timedelta(seconds=2)
ROLE_LISTS = (
    *("does", "good", "people", "boxes", "ladder", "pay", "suits", "unsuited", "leaving"),
    *("confused", "trials", "qualifications", "titles", "week"),
)
COMPARISON_LISTS = ("choose", "same", "different")
PARTS = ("rolepoint", "rolepay", "comparisonpoint", "answerrow", "titlechange", "careersstate")


def without_empty(document, *optional):
    return {key: held for key, held in document.items() if held or key not in optional}


class Names:
    """Slugs of sources and pay figures by their keys, those deleted since included."""

    def __init__(self, apps):
        self.sources, self.figures = (
            {
                row.id: row.slug
                for table in (f"Historical{model}", model)
                for row in apps.get_model("roles", table).objects.order_by("pk")
            }
            for model in ("Source", "PayFigure")
        )

    def source(self, row):
        return self.sources.get(row.source_id, "")


# --- the document of a row: of a table or of its history


def source_document(row, names, parts):
    keys = ("slug", "label", "name", "kind", "year", "note", "url")
    return without_empty({key: getattr(row, key) for key in keys}, "note", "url")


def pay_document(row, names, parts):
    document = {key: getattr(row, key) for key in ("slug", "group", "code", "country", "currency")}
    document |= {
        "source": names.source(row),
        "as_of": row.as_of and row.as_of.strftime("%Y-%m"),
    }
    keys = ("counted", "low", "middle", "high", "is_capped", "average")
    document |= {key: getattr(row, key) for key in keys}
    return without_empty(document, "code", "is_capped", "average")


def point_document(part, names):
    point = {
        "label": part.label,
        "span": getattr(part, "span", ""),
        "text": part.text,
        "source": names.source(part),
    }
    return without_empty(point, "label", "span")


def points_of(parts, kind, names):
    return [point_document(part, names) for part in parts if getattr(part, "kind", "") == kind]


def role_document(row, names, parts):
    document = {
        "slug": row.slug,
        "description": row.description,
        "checked": row.checked.strftime("%Y-%m-%d"),
    }
    for name in ROLE_LISTS:
        if name == "pay":
            document["pay_note"] = row.pay_note
            document["pay"] = [
                without_empty(
                    {"figure": names.figures.get(part.figure_id, ""), "note": part.note}, "note"
                )
                for part in parts
                if hasattr(part, "figure_id")
            ]
        else:
            document[name] = points_of(parts, name, names)
    return without_empty(document, "boxes")


def comparison_document(row, names, parts):
    return {
        "roles": [role for role in (row.first, row.second, row.third) if role],
        "description": row.description,
        "answer": row.answer,
        "source": names.source(row),
        **{kind: points_of(parts, kind, names) for kind in COMPARISON_LISTS},
    }


def question_document(row, names, parts):
    document = {key: getattr(row, key) for key in ("slug", "topic", "question", "answer")}
    document["rows"] = [{"label": part.label, "text": part.text} for part in parts]
    document |= {"source": names.source(row), "link": row.link, "link_text": row.link_text}
    return without_empty(document, "rows", "link", "link_text")


def title_document(row, names, parts):
    document = {
        "slug": row.slug,
        "name": row.name,
        "pay": names.figures.get(row.pay_id, ""),
        "note": row.note,
        "changes": {part.dimension: part.text for part in parts},
    }
    return without_empty(document, "pay", "note")


def step_document(row, names, parts):
    document = {key: getattr(row, key) for key in ("start", "goal", "text", "shift", "is_long")}
    document["source"] = names.source(row)
    return without_empty(document, "shift", "is_long")


def slug_of(document):
    if "roles" in document:
        return "-and-".join(document["roles"])
    return document.get("slug") or f"{document['start']}-to-{document['goal']}"


# Section of the document: table, how its rows are written, tables of parts with their owner's key.
SECTIONS = {
    "sources": ("Source", source_document, ()),
    "pay": ("PayFigure", pay_document, ()),
    "roles": ("RolePage", role_document, (("RolePoint", "page_id"), ("RolePay", "page_id"))),
    "comparisons": (
        "Comparison",
        comparison_document,
        (("ComparisonPoint", "comparison_id"),),
    ),
    "reader_questions": ("ReaderQuestion", question_document, (("AnswerRow", "question_id"),)),
    "titles": ("Title", title_document, (("TitleChange", "title_id"),)),
    "routes": ("Step", step_document, ()),
}


def in_order(parts):
    return sorted(parts, key=lambda part: (part.position, part.id))


# --- rows, history, the first version


def write_documents(apps, schema_editor):
    names = Names(apps)
    content = {"format": 1}
    for section, (table, write, parts) in SECTIONS.items():
        model = apps.get_model("roles", table)
        owners = [(apps.get_model("roles", part), key) for part, key in parts]
        order = ("position", "pk") if table in ("Comparison", "Step") else ("position", "slug")
        content[section] = []
        for row in model.objects.order_by(*order):
            own = [part for other, key in owners for part in other.objects.filter(**{key: row.pk})]
            row.document = write(row, names, in_order(own))
            row.slug = slug_of(row.document)
            row.save(update_fields=["document", "slug"])
            content[section].append(row.document)
        _write_history(apps, table, write, parts, names)
    if any(rows for rows in content.values() if isinstance(rows, list)):
        _publish(apps, content)


def _publish(apps, content):
    """Readers go on seeing what they saw: the content of today is the first version."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    apps.get_model("roles", "ContentVersion").objects.create(
        number=1,
        document_text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
        author="update",
        note="The role pages as they were when content got versions",
    )


def _write_history(apps, table, write, parts, names):
    history = apps.get_model("roles", f"Historical{table}")
    events = {}
    for entry in history.objects.order_by("history_date", "history_id"):
        events.setdefault(entry.id, []).append((entry, True))
    for part, key in parts:
        entries = apps.get_model("roles", f"Historical{part}").objects
        for entry in entries.order_by("history_date", "history_id"):
            events.setdefault(getattr(entry, key), []).append((entry, False))
    for own in events.values():
        own.sort(key=lambda event: event[0].history_date)
        _Replay(history, write, names).run(own)


class _Replay:
    """Goes through what happened to a row and its parts, from its first entry on."""

    def __init__(self, history, write, names):
        self.history, self.write, self.names = history, write, names
        self.owner, self.parts = None, {}

    def run(self, events):
        group = []
        for event in events:
            if group and not self.is_at_once(group[-1][0], event[0]):
                self.note(group)
                group = []
            group.append(event)
        if group:
            self.note(group)

    def is_at_once(self, one, other):
        same = (one.history_user_id, one.history_change_reason)
        is_same = same == (other.history_user_id, other.history_change_reason)
        return is_same and other.history_date - one.history_date <= AT_ONCE

    def note(self, group):
        """One entry for what happened at once: the row's own last one, or else a new one."""
        before = self.document()
        for entry, is_owner in group:
            key = (type(entry).__name__, entry.id)
            if is_owner:
                self.owner = entry
            elif entry.history_type == "-":
                self.parts.pop(key, None)
            else:
                self.parts[key] = entry
        own = [entry for entry, is_owner in group if is_owner]
        for entry in own:
            is_gone = entry.history_type == "-" and before is not None
            self.store(entry, before if is_gone else self.document())
        if not own and self.owner is not None and self.document() != before:
            self.store(self.added(group[-1][0]), self.document())

    def document(self):
        if self.owner is None:
            return None
        return self.write(self.owner, self.names, in_order(self.parts.values()))

    def store(self, entry, document):
        entry.document, entry.slug = document, slug_of(document)
        entry.save()

    def added(self, last):
        """An entry that says what a change of parts alone made of the row."""
        own = (
            "history_id",
            "history_date",
            "history_type",
            "history_user",
            "history_change_reason",
        )
        kept = {
            field.attname: getattr(self.owner, field.attname)
            for field in self.history._meta.concrete_fields
            if field.name not in own
        }
        return self.history(
            **kept,
            history_date=last.history_date,
            history_type="~",
            history_user_id=last.history_user_id,
            history_change_reason=last.history_change_reason,
        )


def refuse_to_lose(apps, schema_editor):
    """The way back is for databases without content."""
    for table, _write, _parts in SECTIONS.values():
        if apps.get_model("roles", table).objects.exists():
            raise RuntimeError(
                "Going back would lose the content of the role pages. Restore a backup instead."
            )


# --- rights


def let_groups_read(apps, schema_editor):
    """As in 0002: permissions are made now, as Django would make them after all migrations."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    kind, _is_new = ContentType.objects.get_or_create(app_label="roles", model="contentversion")
    permission, _is_new = Permission.objects.get_or_create(
        content_type=kind,
        codename="view_contentversion",
        defaults={"name": "Can view content version"},
    )
    for group in Group.objects.filter(name__in=("Editors", "Publishers")):
        group.permissions.add(permission)
    gone = [*PARTS, *(f"historical{part}" for part in PARTS)]
    ContentType.objects.filter(app_label="roles", model__in=gone).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("roles", "0011_content_versions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(write_documents, refuse_to_lose),
        migrations.RunPython(let_groups_read, migrations.RunPython.noop),
    ]
