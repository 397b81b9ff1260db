"""Sealing: whoever holds the public key can close a text up; only the private key opens it.

HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM. Processes that serve readers need the
public key alone, so neither the database nor such a process gives away what was sealed.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from django.conf import settings

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class SealingError(Exception):
    """Something cannot be sealed or opened; the message is a sentence for staff."""


class NoPublicKeyError(SealingError):
    """Nothing can be sealed, so nothing may be taken in."""

    def __init__(self) -> None:
        super().__init__(
            "There is no key to seal with. Ask the administrator to set SEALING_PUBLIC_KEY."
        )


class CannotOpenError(SealingError):
    """What is sealed stays closed."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A closed text, and which key closed it."""

    key_id: str
    blob: bytes


def can_seal() -> bool:
    """Whether there is a public key."""
    return bool(settings.SEALING_PUBLIC_KEY)


def current_key_id() -> str:
    """Return the name of the key that seals now."""
    return key_id(_public_key())


def seal(plain: bytes, place: str) -> Sealed:
    """Close a text up so that it opens at this place only.

    Raises:
        NoPublicKeyError: there is no key to seal with.
    """
    key = _public_key()
    return Sealed(key_id(key), SUITE.encrypt(plain, key, info=place.encode()))


def open_sealed(sealed: Sealed, place: str) -> bytes:
    """Return the text that was sealed for this place.

    Raises:
        CannotOpenError: the key is missing, or the text was changed or moved.
    """
    key = _private_keys().get(sealed.key_id)
    if key is None:
        raise CannotOpenError(
            f"The key {sealed.key_id} is not in the file of private keys, so this stays sealed. "
            "Ask the administrator to add it to the file that SEALING_PRIVATE_KEYS_FILE names."
        )
    try:
        return SUITE.decrypt(sealed.blob, key, info=place.encode())
    except InvalidTag:
        raise CannotOpenError(
            "This was changed, or moved here from elsewhere, after it was sealed, so it stays "
            "closed. Tell the privacy officer: somebody may have altered the database."
        ) from None


def key_id(key: X25519PublicKey) -> str:
    """Return the short name of a key, which says nothing about its private half."""
    return sha256(key.public_bytes_raw()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class NewKey:
    """A fresh pair of keys, as they are written into a file and a setting."""

    private: str
    public: str

    @classmethod
    def make(cls) -> "NewKey":
        key = X25519PrivateKey.generate()
        return cls(_text(key.private_bytes_raw()), _text(key.public_key().public_bytes_raw()))


def public_key(text: str) -> X25519PublicKey:
    """Return the key that this text is.

    Raises:
        ValueError: it is none.
    """
    return X25519PublicKey.from_public_bytes(urlsafe_b64decode(text))


def _public_key() -> X25519PublicKey:
    if not can_seal():
        raise NoPublicKeyError
    return public_key(settings.SEALING_PUBLIC_KEY)


def _private_keys() -> dict[str, X25519PrivateKey]:
    """Return the keys of the file, a line each, by their names; read anew each time."""
    if not settings.SEALING_PRIVATE_KEYS_FILE:
        raise CannotOpenError(
            "This process has no private key, so it cannot open what is sealed. Ask the "
            "administrator to set SEALING_PRIVATE_KEYS_FILE for the staff's server."
        )
    try:
        lines = Path(settings.SEALING_PRIVATE_KEYS_FILE).read_text(encoding="ascii").split()
        keys = [X25519PrivateKey.from_private_bytes(urlsafe_b64decode(line)) for line in lines]
    except (OSError, ValueError):
        raise CannotOpenError(
            "The file of private keys cannot be read, so everything stays sealed. Ask the "
            "administrator to look at the file that SEALING_PRIVATE_KEYS_FILE names."
        ) from None
    return {key_id(key.public_key()): key for key in keys}


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode("ascii")
