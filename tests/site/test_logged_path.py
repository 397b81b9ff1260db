"""What the logs say of a request: neither what was asked for, nor a key."""

import logging
from logging.config import DictConfigurator

import pytest

from bmcspine.logs import logging_to_stderr
from bmcspine.web.gunicorn_log import logged_path


@pytest.mark.parametrize(
    ("sent", "logged"),
    [
        ("/procedures/?q=words", "/procedures/"),
        ("/review/7:signature/", "/review/.../"),
        ("/review/7:signature/page/3/?x=1", "/review/.../page/3/"),
        ("/review/7:signature?x=1", "/review/..."),
        ("http://spine.example.org/review/7:signature/", "http://spine.example.org/review/.../"),
        ("/reviews/", "/reviews/"),
        ('/a" 200 5 7', "/a%22 200 5 7"),
    ],
)
def test_log_keeps_one_field_without_a_query_or_a_review_link(sent, logged):
    assert logged_path(sent) == logged


def test_message_of_django_keeps_no_review_link():
    configuration = DictConfigurator(logging_to_stderr("INFO"))
    line = configuration.configure_formatter(configuration.config["formatters"]["line"])
    refused = ("Method Not Allowed: %s", ("/review/7:signature/page/3/",))
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, *refused, None)
    assert line.format(record).endswith(
        "WARNING django.request Method Not Allowed: /review/.../page/3/"
    )
