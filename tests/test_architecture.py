"""The house stands as docs/architecture.md says, and its checks notice when it does not."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import architecture

ROOT = Path(__file__).resolve().parent.parent
CHECKS = pytest.mark.parametrize("check", architecture.CHECKS, ids=lambda check: check.__name__)

CLEAN = {
    "roles/__init__.py": "",
    "roles/domain/scoring.py": "import math\n\nfrom roles.domain import types\n",
    "roles/domain/types.py": "from dataclasses import dataclass\n",
    "roles/domain/__init__.py": "",
    "roles/models/__init__.py": "from roles.models.quiz import Attempt\n"
    "from roles.models.results import Result\n",
    "roles/models/quiz.py": "class Attempt: ...\n",
    "roles/models/results.py": "from roles.models import Attempt\n\n\nclass Result: ...\n",
    "roles/queries/quiz.py": "from roles.models import Attempt\n",
    "roles/services/quiz.py": "def start_attempt(*, kept):\n    return kept.save()\n",
    "roles/views/quiz.py": "from roles.services import quiz\n\nkept = {}\nkept.update(a=1)\n",
    "roles/web/errors.py": "",
    "roles/web/middleware.py": "from roles.web import errors\n",
    "roles/admin/quiz.py": "class QuizAdmin:\n    def save_model(self, row):\n"
    "        super().save_model(row)\n        super().delete(row)\n",
    "roles/urls.py": "from roles.views import quiz\n",
    "roles/migrations/0001_start.py": "from . import x\n" * 400,
    "careerquiz/urls.py": "def load():\n    # slow to import\n    import os\n    import re\n",
}


def lines(count, first="def slow():"):
    """A function of that many lines."""
    return f"{first}\n" + "    pass\n" * (count - 1)


PLANTED = {
    "django in the domain": (
        architecture.purity,
        {"roles/domain/card.py": "import json\nfrom django.db import models\n"},
        ["roles/domain/card.py:2: the domain may not import django.db"],
    ),
    "services in the domain": (
        architecture.purity,
        {"roles/domain/card.py": "from roles.services import quiz\n"},
        ["roles/domain/card.py:1: the domain may not import roles.services"],
    ),
    "django in the content": (
        architecture.purity,
        {"roles/content/schema.py": "import pydantic\nfrom django.db import models\n"},
        ["roles/content/schema.py:2: the content may not import django.db"],
    ),
    "one class name twice": (
        architecture.class_names,
        {"roles/pages/quiz.py": "class Attempt: ...\n"},
        ["roles/pages/quiz.py:1: Attempt is in roles/models/quiz.py"],
    ),
    "a view reads a table": (
        architecture.reads,
        {"roles/views/quiz.py": "def page():\n    return Attempt.objects.first()\n"},
        ["roles/views/quiz.py:2: only queries read tables: Attempt.objects"],
    ),
    "anything in the content": (
        architecture.anything,
        {"roles/content/files.py": "def read(text) -> Any:\n    return text\n"},
        ["roles/content/files.py:1: Any without a reason"],
    ),
    "upward": (
        architecture.floors,
        {"roles/queries/quiz.py": "import math\n\nfrom roles.services import quiz\n"},
        ["roles/queries/quiz.py:3: roles.queries.quiz may not import roles.services.quiz"],
    ),
    "upward in a function": (
        architecture.floors,
        {"roles/models/quiz.py": "def f():\n    import roles.views.quiz\n"},
        ["roles/models/quiz.py:2: roles.models.quiz may not import roles.views.quiz"],
    ),
    "admin uses views": (
        architecture.floors,
        {"roles/admin/lab.py": "from roles.views.quiz import page\n"},
        ["roles/admin/lab.py:1: roles.admin.lab may not import roles.views.quiz"],
    ),
    "view of another room": (
        architecture.floors,
        {"roles/views/results.py": "from roles.views import quiz\n"},
        ["roles/views/results.py:1: roles.views.results may not import roles.views.quiz"],
    ),
    "middleware uses a page": (
        architecture.floors,
        {"roles/web/middleware.py": "from roles.views import quiz\n"},
        ["roles/web/middleware.py:1: roles.web.middleware may not import roles.views.quiz"],
    ),
    "the site": (
        architecture.floors,
        {"roles/views/quiz.py": "from careerquiz import settings\n"},
        ["roles/views/quiz.py:1: roles.views.quiz may not import careerquiz"],
    ),
    "no floor": (
        architecture.floors,
        {"roles/signals.py": ""},
        ["roles/signals.py:1: roles.signals has no floor"],
    ),
    "a circle": (
        architecture.circles,
        {"roles/domain/types.py": "from roles.domain.scoring import score\n"},
        [
            "roles/domain/scoring.py:1: a circle: "
            "roles.domain.scoring <- roles.domain.types <- roles.domain.scoring"
        ],
    ),
    "write in a view": (
        architecture.writes,
        {"roles/views/quiz.py": "def page(row):\n    row.save()\n"},
        ["roles/views/quiz.py:2: only services write: row.save()"],
    ),
    "write in a command": (
        architecture.writes,
        {"roles/management/commands/prune.py": "Attempt.objects.all().delete()\n"},
        [
            "roles/management/commands/prune.py:1: only services write: "
            "Attempt.objects.all().delete()"
        ],
    ),
    "update of a queryset": (
        architecture.writes,
        {"roles/admin/quiz.py": "def f(rows):\n    rows.filter(a=1).update(a=2)\n"},
        ["roles/admin/quiz.py:2: only services write: rows.filter(a=1).update()"],
    ),
    "long function": (
        architecture.sizes,
        {"roles/domain/card.py": "x = 1\n" + lines(41)},
        ["roles/domain/card.py:2: slow: 41 lines, 40 allowed"],
    ),
    "long view": (
        architecture.sizes,
        {"roles/views/quiz.py": "@safe\n" + lines(26, "async def page():")},
        ["roles/views/quiz.py:2: page: 26 lines, 25 allowed"],
    ),
    "long test": (
        architecture.sizes,
        {"tests/test_x.py": lines(26, "def test_x():")},
        ["tests/test_x.py:1: test_x: 26 lines, 25 allowed"],
    ),
    "long file": (
        architecture.sizes,
        {"careerquiz/urls.py": "x = 1\n" * 501},
        ["careerquiz/urls.py:1: 501 lines, 500 allowed"],
    ),
    "drawer": (
        architecture.names,
        {"roles/domain/utils.py": ""},
        ["roles/domain/utils.py:1: the name utils says nothing"],
    ),
    "relative import": (
        architecture.import_style,
        {"roles/views/quiz.py": "from . import errors\n"},
        ["roles/views/quiz.py:1: a relative import"],
    ),
    "late import": (
        architecture.import_style,
        {"roles/views/quiz.py": "def f():\n    import os  # noqa: PLC0415\n"},
        ["roles/views/quiz.py:2: a late import without a reason"],
    ),
}


def build(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@CHECKS
def test_house_as_it_stands_keeps_the_rule(check):
    assert check(ROOT) == []


@CHECKS
def test_check_of_a_clean_house_finds_nothing(check, tmp_path):
    build(tmp_path, CLEAN)
    assert check(tmp_path) == []


@pytest.mark.parametrize(("check", "files", "violations"), PLANTED.values(), ids=PLANTED)
def test_check_of_a_planted_violation_finds_just_that(check, files, violations, tmp_path):
    build(tmp_path, CLEAN | files)
    assert check(tmp_path) == violations


def test_sizes_at_the_limit_are_allowed(tmp_path):
    build(tmp_path, {"roles/domain/card.py": lines(40) + "x = 1\n" * 260})
    assert architecture.sizes(tmp_path) == []


def test_house_as_it_stands_has_the_modules_to_be_checked():
    house = architecture.everything(ROOT)
    assert {"roles.domain.types", "roles.models", "careerquiz.urls", "run", __name__} <= set(house)


def test_domain_and_content_when_imported_leave_django_unloaded():
    names = list(architecture.modules(ROOT, "roles/domain", "roles/content"))
    code = f"import sys, {', '.join(names)}; print('django' in sys.modules, *sorted(sys.modules))"
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    is_loaded, *loaded = done.stdout.split()
    assert is_loaded == "False"
    assert set(names) <= set(loaded)
