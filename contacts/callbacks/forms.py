"""The form by which somebody asks for a call. Whatever is not asked here is not to be known."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self
from unicodedata import category

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Submit
from django import forms
from django.http import QueryDict
from phonenumber_field.formfields import PhoneNumberField

from contacts.callbacks import tokens
from contacts.callbacks.answers import Answers, Asking, BestTime, Language, Voicemail
from contacts.callbacks.telling import read_aloud
from contacts.callbacks.tokens import QUICKEST, Submission

TOO_LONG = "Make it shorter: it has %(show_value)d characters, and %(limit_value)d fit."
CHOOSE = {"required": "Choose one.", "invalid_choice": "Choose one of these."}


class Message(forms.CharField):
    """A text whose line breaks count once, as in the browser that counted them."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class Name(forms.CharField):
    """A name on one line, with something in it that can be seen."""

    def to_python(self, value: Any) -> str:
        name = " ".join(str(super().to_python(value)).split())
        return name if any(category(letter)[0] not in "CZ" for letter in name) else ""


class CallbackForm(forms.Form):
    """Whom to call, when, and in which language."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    name = Name(
        label="Name to ask for",
        max_length=80,
        error_messages={
            "required": "Write the name we should ask for.",
            "max_length": TOO_LONG,
        },
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneNumberField(
        label="Phone number",
        region="US",
        help_text="With the area code. Add an extension like this: 617-555-0100 ext. 12",
        error_messages={
            "required": "Write the number we should call.",
            "invalid": "Check the number: with the area code it has 10 digits.",
        },
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "maxlength": "40"}),
    )
    asking = forms.ChoiceField(
        label="Who is asking?",
        choices=Asking.choices,
        error_messages=CHOOSE,
        widget=forms.RadioSelect,
    )
    best_time = forms.ChoiceField(
        label="Best time to call you",
        choices=BestTime.choices,
        initial=BestTime.ANY,
        error_messages=CHOOSE,
    )
    language = forms.ChoiceField(
        label="Language you want to speak",
        choices=Language.choices,
        initial=Language.ENGLISH,
        help_text="An interpreter costs you nothing.",
        error_messages=CHOOSE,
    )
    voicemail = forms.ChoiceField(
        label="May we leave a message if nobody picks up?",
        choices=Voicemail.choices,
        error_messages=CHOOSE,
        widget=forms.RadioSelect,
    )
    message = Message(
        label="Message (optional)",
        required=False,
        max_length=500,
        help_text="Please write nothing about your health, and no birth date, record number or "
        "insurance number. We ask on the phone. Up to 500 characters. In an emergency do not "
        "write: call 911.",
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    topic = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @classmethod
    def opened(cls, now: datetime) -> Self:
        """Return an empty form for one submission."""
        return cls(initial={"token": tokens.mint(now)})

    @classmethod
    def renewed(cls, sent: QueryDict, old: Submission | None, now: datetime) -> Self:
        """Return the form as it was typed, for a new submission."""
        waited = QUICKEST if old else QUICKEST * 0  # who had a form before needs no time to type
        data = sent.copy()
        data["token"] = tokens.mint(now - waited)
        return cls(data)

    @property
    def helper(self) -> FormHelper:
        """How crispy-forms draws it."""
        helper = FormHelper()
        helper.disable_csrf = True
        helper.attrs = {"novalidate": True}  # the browser's own bubbles vanish and are not read out
        shown = [name for name in self.fields if name != "topic"]
        helper.layout = Layout(*shown, Field("topic", template="clinic/trap.html"))
        helper.add_input(Submit("", "Ask for a call"))
        return helper

    @property
    def is_trapped(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.cleaned_data["topic"])

    def answers(self) -> Answers:
        """Return what a valid form says."""
        said: Mapping[str, Any] = self.cleaned_data
        phone, texts = said["phone"], {name: said[name] for name in TEXTS}
        return Answers(phone=phone.as_e164, extension=phone.extension or "", **texts)

    def shown_back(self) -> Self:
        """Show the number as it was understood, so that whoever typed it can check."""
        if phone := getattr(self, "cleaned_data", {}).get("phone"):
            self.data = {name: self.data.get(name) for name in self.fields} | {
                "phone": read_aloud(phone)
            }
        return self


TEXTS = ("name", "asking", "best_time", "language", "voicemail", "message")
