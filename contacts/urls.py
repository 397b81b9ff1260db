from django.urls import path, register_converter

from contacts import views
from contacts.callbacks import views as callbacks
from contacts.callbacks.requests import ALPHABET

app_name = "contacts"


class Reference:
    """A reference of a request for a call, such as K7QM-2XDP."""

    regex = f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}"
    to_python = to_url = str


register_converter(Reference, "reference")

urlpatterns = [
    path("contact/", views.list_contacts, name="list"),
    path("contact/callback/", callbacks.ask, name="callback"),
    path("contact/callback/thanks/<reference:reference>/", callbacks.thanks, name="thanks"),
]
