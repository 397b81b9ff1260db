"""Keys of archives: whoever has the public half can write them, only the private half opens them.

They are keys of age (https://age-encryption.org), so the program "age" opens an archive as well,
on any machine and without this site.
"""

import sys
from pathlib import Path

from pyrage import IdentityError, RecipientError, x25519

from bmcspine.backups.exceptions import BackupError
from bmcspine.new_files import add_secret

PRIVATE = "AGE-SECRET-KEY-1"


def recipients(texts: list[str]) -> list[x25519.Recipient]:
    """Return the public keys that these texts are.

    Raises:
        BackupError: there is none, or one is no key.
    """
    if not texts:
        raise BackupError(
            "There is no key to close the archive with. Make one with “manage.py new_backup_key "
            "FILE” on another machine, and set BACKUP_PUBLIC_KEYS."
        )
    try:
        return [x25519.Recipient.from_str(text) for text in texts]
    except RecipientError:
        raise BackupError("BACKUP_PUBLIC_KEYS holds something that is no public key.") from None


def identities(file: Path) -> list[x25519.Identity]:
    """Return the private keys of a file, a line each, or of what is handed in where it is “-”.

    Raises:
        BackupError: it cannot be read, or holds no key.
    """
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="ascii")
        lines = text.split("\n")
        found = [x25519.Identity.from_str(line) for line in lines if line.startswith(PRIVATE)]
    except (OSError, ValueError, IdentityError) as error:
        raise BackupError(f"The file of private keys cannot be read: {error}") from None
    if not found:
        raise BackupError(f"There is no private key of backups in {file}.")
    return found


def new(file: Path) -> str:
    """Add a new private key to a file that its owner alone reads; return the public half.

    Raises:
        BackupError: others can read the file, or it cannot be written.
    """
    identity = x25519.Identity.generate()
    try:
        add_secret(file, str(identity))
    except OSError as error:
        raise BackupError(f"No key was made: {error}") from None
    return str(identity.to_public())
