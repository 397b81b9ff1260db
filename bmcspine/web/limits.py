"""How large a request may be; what is larger is answered with the telephone number."""

MAX_ADDRESS_CHARACTERS = 2000
"""For the path and for the query string. Source: what people can still copy and mail;
RFC 9110, 4.1 asks servers for 8,000 bytes of a whole address, which gunicorn lets through."""

MAX_BODY_BYTES = 32_000_000
"""Twice the largest picture, so that one a little too large meets a form that explains it. Django
stores a body before it asks who is sending it."""
