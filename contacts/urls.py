from django.urls import path, register_converter

from contacts import clinician_views, views
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
    path("contact.txt", views.plain_text, name="text"),
    path("contact/callback/", callbacks.ask, name="callback"),
    path("contact/callback/thanks/<reference:reference>/", callbacks.thanks, name="thanks"),
    path("contact/numbers/<int:pk>.svg", clinician_views.number_code, name="number_code"),
    path("contact/<slug:slug>.vcf", clinician_views.vcard, name="vcard"),
    path("contact/<slug:slug>.svg", clinician_views.vcard_code, name="vcard_code"),
    path("contact/<slug:slug>/", clinician_views.detail, name="clinician"),
    path("contact/<slug:slug>/card/", clinician_views.card, name="card"),
]
