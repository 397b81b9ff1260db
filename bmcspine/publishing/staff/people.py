"""Who is behind a request to the admin."""

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest


def staff(request: HttpRequest) -> User:
    """Return the member of staff behind a request to the admin, which lets nobody else in."""
    return cast(User, request.user)
