"""The program as ASGI servers call it, ours above all: bmcspine/web/gunicorn_worker.py."""

from django.conf import settings

from bmcspine.web.in_threads import InThreads
from bmcspine.wsgi import application as _application
from bmcspine.wsgi import stored_pages

application = InThreads(
    _application, stored_pages.at_once, settings.WEB_THREADS, settings.WEB_STAFF_THREADS
)
