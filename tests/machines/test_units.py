"""The units of systemd say what they mean, and let the site do no more than it has to."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import ROOT

MOST_EXPOSED = 20
"""Ten times the figure of "systemd-analyze security": up to 2.0 of 10, which it calls OK."""

KINDS = {".service", ".socket", ".timer", ".path"}
UNITS = sorted(path.name for path in (ROOT / "deploy").iterdir() if path.suffix in KINDS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units as installed, for the interpreter that is here."""
    folder = tmp_path_factory.mktemp("units") / "system"
    shutil.copytree(ROOT / "deploy", folder)
    for unit in folder.glob("*.service"):
        unit.write_text(unit.read_text().replace("/opt/bmcspine/.venv", sys.prefix))
    return folder


def analyze(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"SYSTEMD_UNIT_PATH": f"{folder}:"}
    command = ["systemd-analyze", "--no-pager", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("unit", UNITS)
def test_unit_is_understood(folder: Path, unit: str) -> None:
    done = analyze(folder, "verify", "--man=no", unit)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", [name for name in UNITS if name.endswith(".service")])
def test_service_can_do_little_harm(folder: Path, unit: str) -> None:
    done = analyze(folder, "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", unit)
    assert done.returncode == 0, done.stdout[-300:]


def test_unit_that_could_do_harm_is_found(folder: Path) -> None:
    bare = folder / "bare.service"
    bare.write_text("[Service]\nExecStart=/bin/true\n")
    words = ("security", "--offline=yes", f"--threshold={MOST_EXPOSED}", bare.name)
    assert analyze(folder, *words).returncode != 0
