"""Settings from environment variables; every complaint is collected and told at once."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.http.request import split_domain_port, validate_host

ValueT = TypeVar("ValueT")

TRUE = {"true", "yes", "on", "1"}
FALSE = {"false", "no", "off", "0", ""}
SITE_URL_ADVICE = "the address that readers type, such as https://spine.example.org"
REDIS_ADVICE = "redis://host:6379/0, or rediss://:password@host:6380/0 with TLS"
DATABASE_ADVICE = "postgres://user:password@host/name or sqlite:////absolute/path.sqlite3"


def load_env_file(root: Path) -> None:
    """Read the file that ENV_FILE names (else `.env`); what is set already keeps its value."""
    path = root / os.environ.get("ENV_FILE", ".env")
    if path.is_file():
        environ.Env.read_env(path)


class Environment:
    """Reads variables by kind; `refuse_if_wrong` stops the start with all that is wrong."""

    def __init__(self) -> None:
        self.complaints: list[str] = []

    def complain(self, name: str, advice: str) -> None:
        """Note that the variable `name` is missing or wrong, and what to put there."""
        self.complaints.append(f"{name}: {advice}")

    def refuse_if_wrong(self) -> None:
        """Stop the start if anything was missing or wrong."""
        if self.complaints:
            lines = "\n".join(f"  - {complaint}" for complaint in self.complaints)
            raise ImproperlyConfigured(
                f"The site does not start. Set these variables (see .env.example):\n{lines}"
            )

    def text(self, name: str, default: str = "") -> str:
        """Return the value as it stands, without django-environ's `$NAME` replacement:
        a secret key may begin with a dollar sign."""
        return os.environ.get(name, "").strip() or default

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """Return one of the choices; the first is the default."""
        return self._parse(name, choices[0], lambda text: _one_of(text, choices))

    def flag(self, name: str, default: bool) -> bool:
        return self._parse(name, default, _flag)

    def number(self, name: str, default: int) -> int:
        return self._parse(name, default, _number)

    def names(self, name: str, default: list[str]) -> list[str]:
        """Return a list written with commas."""
        return [part.strip() for part in self.text(name).split(",") if part.strip()] or default

    def phone(self, name: str) -> str:
        return self._parse(name, "", _phone)

    def sealing_key(self, name: str) -> str:
        """Return the public half of a key as text; `<name>_FILE` may name its file instead."""
        key = self.secret(name)
        if key and not re.fullmatch("[A-Za-z0-9_-]{43}=", key):
            self.complain(name, "put the public key that “manage.py new_sealing_key” prints")
        return key

    def address(self, name: str, default: str) -> str:
        """Return a web address without a slash at its end."""
        return self._parse(name, default, _address)

    def database(self, name: str) -> dict[str, Any]:
        """Return Django's form of a database address, a secret; empty where none is set."""
        return self._parsed(name, self.secret(name), {}, _database)

    def redis(self, name: str) -> str:
        """Return the address of a Redis or Valkey server, a secret; empty where none is set."""
        return self._parsed(name, self.secret(name), "", _redis)

    def secret(self, name: str) -> str:
        """Return the value, or what the file named by `<name>_FILE` holds."""
        file_name = f"{name}_FILE"
        if self.text(name) or not self.text(file_name):
            return self.text(name)
        return self._parse(file_name, "", _file_content)

    def _parse(self, name: str, default: ValueT, parse: Callable[[str], ValueT]) -> ValueT:
        return self._parsed(name, self.text(name), default, parse)

    def _parsed(
        self, name: str, text: str, default: ValueT, parse: Callable[[str], ValueT]
    ) -> ValueT:
        if not text:
            return default
        try:
            return parse(text)
        except (ValueError, OSError) as wrong:
            self.complain(name, str(wrong))
            return default


def is_among(names: list[str], address: str) -> bool:
    """Whether Django, which answers to these names, answers to that of this address."""
    domain, _ = split_domain_port(urlsplit(address).netloc)
    return validate_host(domain, names)


def _one_of(text: str, choices: tuple[str, ...]) -> str:
    if text not in choices:
        raise ValueError(f"put {' or '.join(choices)}, not “{text}”")
    return text


def _flag(text: str) -> bool:
    if text.lower() not in TRUE | FALSE:
        raise ValueError(f"put true or false, not “{text}”")
    return text.lower() in TRUE


def _number(text: str) -> int:
    if not re.fullmatch("[0-9]+", text):
        raise ValueError(f"put a whole number, not “{text}”")
    return int(text)


def _phone(text: str) -> str:
    if not re.fullmatch(r"\+[1-9][0-9]{7,14}", text):
        raise ValueError(
            f"put a number with + and country code, such as +16175550100, not “{text}”"
        )
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ValueError(f"put {SITE_URL_ADVICE}, not “{text}”")
    return f"{parts.scheme}://{parts.netloc}"


def _database(text: str) -> dict[str, Any]:
    if not re.match("(postgres|postgresql|sqlite)://", text):
        raise ValueError(f"put {DATABASE_ADVICE}")
    config: dict[str, Any] = environ.Env.db_url_config(text)
    return config


def _redis(text: str) -> str:
    if not re.match("(rediss?|unix)://", text):
        raise ValueError(f"put {REDIS_ADVICE}")
    return text


def _file_content(path: str) -> str:
    try:
        content = Path(path).read_text(encoding="utf-8").strip()
    except OSError as wrong:
        raise ValueError(f"put the path of a file that can be read ({wrong})") from wrong
    if not content:
        raise ValueError(f"the file {path} is empty; put the secret in it")
    return content
