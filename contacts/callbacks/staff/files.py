"""Exports as a download that no browser shows, sniffs or keeps."""

from typing import Any

from django.http import JsonResponse


def as_file(content: list[dict[str, Any]], name: str) -> JsonResponse:
    """Return exported requests as a file; its name says nothing of a person."""
    layout = {"indent": 2, "ensure_ascii": False}
    response = JsonResponse(content, safe=False, json_dumps_params=layout)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
