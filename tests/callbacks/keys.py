"""Keys for sealing that protect nothing: made for one run of the tests."""

import os
from pathlib import Path

from bmcspine.sealing import NewKey


def write_keys(folder: Path) -> NewKey:
    """Write a new private key into the folder and name both halves in the environment."""
    key, file = NewKey.make(), folder / "sealing-private-keys"
    file.write_text(f"{key.private}\n")
    os.environ["SEALING_PUBLIC_KEY"] = key.public
    os.environ["SEALING_PRIVATE_KEYS_FILE"] = str(file)
    return key
