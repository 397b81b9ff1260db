"""Review links keep the digest of their token; the addresses sent before keep working."""

import hashlib
from typing import Any

from django.core import signing
from django.db import migrations, models

SIGNER = signing.Signer(salt="bmcspine.publishing.review-link")
"""Made the tokens until now: the signed number of the link."""


def keep_digests(apps: Any, schema_editor: Any) -> None:
    for link in apps.get_model("publishing", "ReviewLink").objects.all():
        link.token_digest = hashlib.sha256(SIGNER.sign(str(link.pk)).encode()).hexdigest()
        link.save(update_fields=["token_digest"])


class Migration(migrations.Migration):
    dependencies = [("publishing", "0004_opening_is_an_event")]

    operations = [
        migrations.AddField(
            model_name="reviewlink",
            name="token_digest",
            field=models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(keep_digests, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="reviewlink",
            name="token_digest",
            field=models.CharField(editable=False, max_length=64, unique=True),
        ),
    ]
