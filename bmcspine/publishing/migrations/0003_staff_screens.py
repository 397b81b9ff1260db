"""Corrections, emergency publication, review links; and the edition's guard once more.

Changing a constraint rebuilds the table on SQLite, which drops the trigger of 0002.
"""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import bmcspine.publishing.review_links

FORMER_COLUMNS = "document_id, number, schema, content, digest, author_id, created_at"
COLUMNS = f"{FORMER_COLUMNS}, corrects_id, goes_with_id"

SQLITE = """
CREATE TRIGGER publishing_edition_frozen BEFORE UPDATE OF {columns} ON publishing_edition
BEGIN SELECT RAISE(ABORT, 'An edition never changes.'); END
"""

POSTGRESQL = """
DROP TRIGGER publishing_edition_frozen ON publishing_edition;
CREATE TRIGGER publishing_edition_frozen BEFORE UPDATE OF {columns} ON publishing_edition
FOR EACH ROW EXECUTE FUNCTION publishing_edition_frozen()
"""


def freeze(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _guard(schema_editor, COLUMNS)


def freeze_as_before(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _guard(schema_editor, FORMER_COLUMNS)


def _guard(schema_editor: BaseDatabaseSchemaEditor, columns: str) -> None:
    create = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]
    schema_editor.execute(create.format(columns=columns))


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_frozen_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, freeze_as_before),
        migrations.CreateModel(
            name="ReviewLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "meant_for",
                    models.CharField(
                        help_text="The clinician you will send it to.", max_length=120
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "expires_at",
                    models.DateTimeField(
                        default=bmcspine.publishing.review_links.in_two_weeks, editable=False
                    ),
                ),
                ("revoked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ("-made_at", "-pk"),
            },
        ),
        migrations.AlterModelOptions(
            name="edition",
            options={
                "ordering": ("-number",),
                "permissions": (
                    ("approve_edition", "Can approve clinical content"),
                    ("publish_edition", "Can publish, schedule and withdraw"),
                    ("publish_in_emergency", "Can publish in an emergency, before review"),
                ),
            },
        ),
        migrations.RemoveConstraint(
            model_name="edition",
            name="only_signed_off_goes_live",
        ),
        migrations.AddField(
            model_name="edition",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="publishing.edition",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="goes_with",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followers",
                to="publishing.edition",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="moved_to",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AlterField(
            model_name="edition",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In clinical review"),
                    ("approved", "Approved"),
                    ("unreviewed", "Public without sign-off"),
                    ("emergency", "Public in an emergency, not reviewed"),
                ],
                default="draft",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("saved", "Saved"),
                    ("submitted", "Sent to review"),
                    ("changes_asked", "Changes asked for"),
                    ("approved", "Approved"),
                    ("reviewed", "Whole page read"),
                    ("published", "Published"),
                    ("scheduled", "Scheduled"),
                    ("unscheduled", "Schedule taken back"),
                    ("withdrawn", "Withdrawn"),
                    ("emergency", "Published in an emergency, before review"),
                    ("restored", "Brought back as a draft"),
                    ("invited", "Review link made"),
                    ("uninvited", "Review link revoked"),
                    ("loaded", "Loaded from the project's files"),
                    ("loaded_not_reviewed", "Made public without sign-off"),
                    ("authorization_revoked", "Authorization revoked"),
                    ("added", "Added"),
                    ("changed", "Changed"),
                    ("deleted", "Deleted"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("live_from", None),
                    ("state__in", ("approved", "unreviewed", "emergency")),
                    _connector="OR",
                ),
                name="only_signed_off_goes_live",
            ),
        ),
        migrations.AddField(
            model_name="reviewlink",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="review_links",
                to="publishing.edition",
            ),
        ),
        migrations.AddField(
            model_name="reviewlink",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(freeze, migrations.RunPython.noop),
    ]
