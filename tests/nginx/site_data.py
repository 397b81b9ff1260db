"""Fills a folder with the demonstration's data, in one process: python -m tests.nginx.site_data

The environment says where: VAR_DIR."""

import os

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bmcspine.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("seed_content", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("write_error_pages", verbosity=0)
