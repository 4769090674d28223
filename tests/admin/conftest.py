"""Admin tests: Django's own admin templates count on missing variables, so those may be missing."""

import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/admin/" in item.path.as_posix():
            item.add_marker(pytest.mark.ignore_template_errors)
