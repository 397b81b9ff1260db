"""The clinic's own commands: what they refuse, and what they print."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from bmcspine.site.roles import ROLES
from tests import factories

pytestmark = pytest.mark.django_db


def run(name, **options):
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def password_file(tmp_path):
    path = tmp_path / "demo-password"
    path.write_text("correct horse battery\n")
    return path


def test_demonstration_accounts_are_refused_in_production(settings, password_file):
    settings.SITE_PROFILE = "production"
    with pytest.raises(CommandError, match="demonstration profile only"):
        run("demo_accounts", password_file=password_file)
    assert not User.objects.exists()


def test_empty_password_is_refused(password_file):
    password_file.write_text("\n")
    with pytest.raises(CommandError, match="is empty"):
        run("demo_accounts", password_file=password_file)
    assert not User.objects.exists()


def test_demonstration_has_one_account_for_each_role(client, password_file):
    said = run("demo_accounts", password_file=password_file)
    assert "Password: correct horse battery" in said
    names = {"writer", "reviewer", "publisher", "frontdesk", "privacy", "admin"}
    assert set(User.objects.values_list("username", flat=True)) == names
    assert [user.username for user in User.objects.filter(is_superuser=True)] == ["admin"]
    assert set(Group.objects.filter(user__isnull=False).values_list("name", flat=True)) == {*ROLES}
    assert client.login(username="writer", password="correct horse battery")


def test_second_run_leaves_an_account_as_it_is(password_file):
    run("demo_accounts", password_file=password_file)
    writer = User.objects.get(username="writer")
    writer.set_password("my own password")
    writer.save()
    run("demo_accounts", password_file=password_file)
    writer.refresh_from_db()
    assert writer.check_password("my own password")
    assert "real person" in writer.get_full_name()


def test_grades_are_printed_for_every_public_passage():
    easy = "We talk. You ask. We help you. " * 6
    edition = factories.published(factories.procedure_page(body=f"<p>{easy}</p>"))
    factories.saved(factories.procedure_page(slug="a-draft"))
    lines = run("grades").splitlines()
    assert lines[0] == edition.get_absolute_url()
    graded = [line.split()[0] for line in lines if "What it is" in line]
    assert float(graded[0]) < 1
    assert "a-draft" not in " ".join(lines)


def test_groups_are_set_by_command():
    assert "Clinical reviewer" in run("set_roles")
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
