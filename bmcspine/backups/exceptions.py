"""What stops a backup or a restore: each message is a sentence for the administrator."""


class BackupError(Exception):
    """No backup was made, or nothing was put back; all is as it was."""


class ArchiveError(BackupError):
    """An archive cannot be used."""


class StaysClosedError(BackupError):
    """The data are back, and nobody may read them yet."""
