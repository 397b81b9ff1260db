"""Who may open and send what: every role at every address, by every method, against the table."""

import logging

import pytest
from django.template.response import TemplateResponse

from tests.site import permissions
from tests.site.addresses import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(request):
    """The reviewed table; None while it is being written."""
    return None if request.config.getoption("--write-permissions") else permissions.read()


@pytest.fixture
def quick(monkeypatch, caplog, settings, tmp_path):
    """Draw none of the admin's pages and log no refusal: who gets what is decided before."""
    settings.PRIVATE_DIR = tmp_path
    monkeypatch.setattr(TemplateResponse, "rendered_content", "")
    caplog.set_level(logging.CRITICAL, logger="django.request")


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("role", permissions.ROLES)
def test_every_address_answers_each_role_as_the_table_says(role, table):
    make_world()
    found = permissions.column(role)
    if table is None:
        write_column(role, found)
        return
    assert found.keys() == table.keys(), new_and_gone(found, table)
    expected = {address: cells[role] for address, cells in table.items()}
    wrong = [f"{a}: {found[a]}, not {expected[a]}" for a in found if found[a] != expected[a]]
    assert not wrong, f"\n{role} gets something else than the table says:\n" + "\n".join(wrong)


def write_column(role, found):
    old = permissions.read() if permissions.FILE.exists() else {}
    blank = dict.fromkeys(permissions.ROLES, "----")
    permissions.write({a: {**blank, **old.get(a, {}), role: found[a]} for a in found})


def new_and_gone(found, table):
    lines = [f"no line for {address}" for address in found.keys() - table.keys()]
    lines += [f"no such address any more: {address}" for address in table.keys() - found.keys()]
    first = f"\ntests/site/permissions.txt is out of date; run: {permissions.HOW}"
    return "\n".join([first, *sorted(lines)])


def cells(role, prefix):
    """The table's cells for one role, below an address."""
    return {
        address: letters[role]
        for address, letters in permissions.read().items()
        if address.startswith(prefix)
    }


@pytest.mark.parametrize("role", [permissions.NOBODY, permissions.CLOSED])
def test_whoever_is_not_signed_in_meets_only_the_sign_in_page(role):
    open_ = {address for address, found in cells(role, "/admin/").items() if "." in found}
    assert open_ == {"/admin/login/"}


@pytest.mark.parametrize("place", ["/admin/stories/", "/admin/publishing/", "/admin/images/"])
def test_front_desk_opens_nothing_that_may_name_a_patient(place):
    assert not [address for address, found in cells("desk", place).items() if "." in found]


@pytest.mark.parametrize("role", ["reviewer", "publish.", "desk"])
def test_only_writers_change_texts(role):
    for place in ("procedures/procedurepage", "stories/story", "site/informationpage"):
        changes = cells(role, f"/admin/{place}/<path:object_id>/change/")
        assert all(found[1] == "x" for found in changes.values()), place


@pytest.mark.parametrize("role", permissions.ROLES)
def test_nothing_answers_put_or_delete(role):
    assert {found[2:] for found in cells(role, "/").values()} <= {"mm", "--"}


@pytest.mark.parametrize("role", [*permissions.GROUPS, permissions.NOBODY])
def test_accounts_are_for_administrators(role):
    assert not [address for address, found in cells(role, "/admin/auth/").items() if "." in found]
