"""Using the staff's screens as a browser does: signing in, and sending a form back."""

import re

from django.forms import MultiWidget
from django.forms.widgets import DateTimeBaseInput

from tests import factories

HIDDEN = re.compile(r'<input type="hidden" name="(drawn_from|shown)" value="([^"]*)"')
"""What the form of a row, or of its deletion, says about the row that it shows."""


def sign_in(client, role=""):
    member = factories.member(role)
    client.force_login(member)
    return member


def form_data(response):
    """What a browser would send back when nothing is typed."""
    data = dict(HIDDEN.findall(response.content.decode()))
    forms = [response.context_data["adminform"].form]
    for inline in response.context_data["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for field in form:
            for name, value in inputs(field):
                if value is not None and value is not False:
                    data[name] = value
    return data


def press(client, page, screen, step, **data):
    """Press a button on one of a document's screens; return what the site says."""
    page.refresh_from_db()
    data = {"step": step, "edition": page.head} | data
    return said(client.post(page.screen(screen), data, follow=True))


def said(response):
    """Return the messages of a screen, and what stands in the way in the form that it refused."""
    form = response.context.get("sent")
    errors = [message for each in form.errors.values() for message in each] if form else []
    return " ".join([*map(str, response.context["messages"]), *errors])


def inputs(field):
    """Yield name and value of each input that draws a field."""
    widget, value = field.field.widget, field.value()
    if isinstance(widget, MultiWidget):
        values = value if isinstance(value, list) else widget.decompress(value)
        yield from zip((field.html_name + s for s in widget.widgets_names), values, strict=True)
    else:
        is_moment = isinstance(widget, DateTimeBaseInput)
        yield field.html_name, widget.format_value(value) if is_moment else value
