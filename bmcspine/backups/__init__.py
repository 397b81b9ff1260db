"""Backups: the whole site in one encrypted archive, and back again, whole or not at all."""
