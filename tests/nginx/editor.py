"""Another process of the site that changes what it is told to, a line at a time, and says when
the change is acknowledged: python -m tests.nginx.editor"""

import os
import sys
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bmcspine.settings"


def notice(title: str) -> None:
    """Put a notice on top of every page, as the admin does: with its event."""
    with transaction.atomic():
        now = timezone.now()
        row = Notice.objects.first() or Notice(starts_at=now, text="Words.")
        row.title, row.ends_at = title, now + timedelta(days=2)
        row.save()
        Event.objects.record(Event.Kind.CHANGED, about=row)


def raw(title: str) -> None:
    """Change the same row as any program may, without an event."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE site_notice SET title = %s", [title])


def withdraw(slug: str) -> None:
    edition = Edition.objects.live().get(document__slug=slug)
    by = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("boss")
    workflow.withdraw(edition, by=by, reason="The patient asked for it")


def die_before_commit(title: str) -> None:
    with transaction.atomic():
        notice(title)
        sys.stdout.write("dying\n")
        sys.stdout.flush()
        sys.stdin.read()


def die_after_commit(title: str) -> None:
    """Commit, and die before anybody hears of it."""
    with transaction.atomic():
        transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
        notice(title)


if __name__ == "__main__":
    django.setup()
    import signal

    from django.contrib.auth.models import User
    from django.db import connection, transaction
    from django.utils import timezone

    from bmcspine.publishing import workflow
    from bmcspine.publishing.models import Edition, Event
    from bmcspine.site.models import Notice

    deeds = [notice, raw, withdraw, die_before_commit, die_after_commit]
    names = {deed.__name__: deed for deed in deeds}
    for line in sys.stdin:
        name, _, words = line.strip().partition(" ")
        names[name](words)
        sys.stdout.write("done\n")
        sys.stdout.flush()
