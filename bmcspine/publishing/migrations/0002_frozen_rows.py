"""Let the database itself refuse changes to an edition's content and to events.

A later migration that rebuilds one of these tables on SQLite must create its trigger again;
tests/publishing/test_frozen_rows.py fails when that was forgotten.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EDITION_COLUMNS = "document_id, number, schema, content, digest, author_id, created_at"

FROZEN = {
    "publishing_edition": (f"UPDATE OF {EDITION_COLUMNS}", "An edition never changes."),
    "publishing_event": ("UPDATE", "Events are only ever added."),
}

SQLITE = """
CREATE TRIGGER {table}_frozen BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""

POSTGRESQL = """
CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER {table}_frozen BEFORE {event} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_frozen()
"""

DROP = {
    "sqlite": "DROP TRIGGER {table}_frozen",
    "postgresql": "DROP FUNCTION {table}_frozen() CASCADE",
}


def freeze(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    create = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    for table, (event, message) in FROZEN.items():
        schema_editor.execute(create.format(table=table, event=event, message=message))


def thaw(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in FROZEN:
        schema_editor.execute(DROP[schema_editor.connection.vendor].format(table=table))


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
