"""Reading the settings under chosen variables, and what is complained of."""

import re
import runpy
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.sources import ROOT

KEY = "k" * 30 + "0123456789abcdefghijklmnop"
PRODUCTION = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "spine.example.org, www.example.org",
    "SITE_URL": "https://spine.example.org/",
}
DEMONSTRATION = {"SITE_PROFILE": "demonstration", "SECRET_KEY": "x"}
NAMES = re.findall(r"^(?:# )?([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.M)


def settings_under(variables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return the settings under these variables and no others."""
    for name in NAMES:
        monkeypatch.setenv(name, "")  # so that what a file of variables sets is put back
        monkeypatch.delenv(name)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "bmcspine" / "settings.py"))


def complaints(read: Any, variables: dict[str, str]) -> list[str]:
    with pytest.raises(ImproperlyConfigured) as refused:
        read(variables)
    first, *lines = str(refused.value).splitlines()
    assert first == "The site does not start. Set these variables (see .env.example):"
    return [line.removeprefix("  - ") for line in lines]
