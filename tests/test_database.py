"""Whose a database is, told without writing to it."""

import sqlite3

import pytest
from django.db import connections

from careerquiz.database import foreign_tables, reading

DJANGO = """
CREATE TABLE django_migrations (id INTEGER, app TEXT, name TEXT, applied TEXT);
INSERT INTO django_migrations VALUES (1, '{app}', '{name}', '2026-11-28');
CREATE TABLE auth_user (id INTEGER);
"""
WITH_USER = "INSERT INTO auth_user VALUES (1)"
FIRST = "0001_catalog_draft_and_versions"


@pytest.mark.django_db  # a connection to copy; nothing is asked of its own database
@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("", set()),
        (DJANGO.format(app="auth", name="0001_initial"), set()),  # a first start that broke off
        (DJANGO.format(app="roles", name=FIRST) + "CREATE TABLE shop_order (id INTEGER)", set()),
        ("CREATE TABLE shop_order (id INTEGER)", {"shop_order"}),
        (
            DJANGO.format(app="roles", name="0001_initial") + "CREATE TABLE roles_role (id)",
            {"roles_role"},  # an application of the same name
        ),
        (
            DJANGO.format(app="auth", name="0001_initial") + WITH_USER,
            {"auth_user"},  # a project that has only users so far
        ),
    ],
)
def test_tables_of_another_project_are_told_from_ours(tmp_path, script, found):
    path = tmp_path / "some.sqlite3"
    with sqlite3.connect(path) as database:
        database.executescript(script)
    database.close()
    before = path.read_bytes()
    with reading(path) as reader:
        found_there = foreign_tables(reader)
    assert found_there == found
    assert path.read_bytes() == before


@pytest.mark.django_db
def test_database_with_all_of_our_tables_is_ours():
    assert foreign_tables(connections["default"]) == set()
