"""The database that the models describe is the one that the migrations make."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OURS = {"publishing", "site", "procedures", "stories", "contacts"}
MADE_UP_NAME = re.compile(r"_auto_\d|_alter_.*_and_more")


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)


@pytest.mark.django_db
def test_each_app_has_one_newest_migration():
    loader = MigrationLoader(connection)

    assert loader.detect_conflicts() == {}
    assert {app for app, _ in loader.disk_migrations} >= OURS


@pytest.mark.django_db
def test_migrations_are_named_for_what_they_do():
    ours = [name for app, name in MigrationLoader(connection).disk_migrations if app in OURS]

    assert [name for name in ours if MADE_UP_NAME.search(name)] == []
