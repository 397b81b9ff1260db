"""The example of a deployment knows every setting, and starts a site in production."""

import re
from typing import Any

from tests.site.variables import KEY, NAMES
from tests.sources import ROOT

EXAMPLE = (ROOT / "deploy" / "environment.example").read_text()


def test_example_of_a_deployment_names_every_setting_once() -> None:
    named = re.findall(r"^(?:# )?([A-Z0-9_]+)=", EXAMPLE, re.M)
    assert sorted(named) == sorted(NAMES)


def test_what_the_example_sets_starts_a_site_in_production(read: Any, tmp_path) -> None:
    (tmp_path / "secret-key").write_text(KEY)
    (tmp_path / "environment").write_text(
        EXAMPLE.replace("/etc/bmcspine/secret-key", str(tmp_path / "secret-key"))
    )
    found = read({"ENV_FILE": str(tmp_path / "environment")})
    assert found["PRODUCTION"] is True
    assert found["SITE_URL"] == "https://spine.example.org"
    assert str(found["MEDIA_ROOT"]) == "/var/lib/bmcspine/media"


def test_no_unit_but_that_of_staff_gets_the_key_that_opens_requests() -> None:
    units = {path.name: path.read_text() for path in (ROOT / "deploy").rglob("*.service")}
    given = {name for name, text in units.items() if "sealing-private-keys" in text}
    assert given == {"bmcspine-staff.service"}
    assert "User=bmcspine\n" in units["bmcspine-web.service"]


def test_nginx_and_systemd_name_the_same_sockets() -> None:
    units = "".join(path.read_text() for path in (ROOT / "deploy").glob("*.socket"))
    nginx = (ROOT / "deploy" / "nginx" / "bmcspine.conf").read_text()
    listening = set(re.findall(r"^ListenStream=(\S+)$", units, re.M))
    assert listening == set(re.findall(r"server unix:(\S+);", nginx))
    assert len(listening) == 2
