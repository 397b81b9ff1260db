"""What the error pages say: title, message, advice."""

_TOO_LONG = ("This request is too long", "It is longer than anything on this site.")
_BAD_FORM = "Go back and send the form again."
_HOME = "Start from the home page, or call us and we will help."
_LATER = "Try again in a minute. If you need us now, call us."

WORDS = {
    400: ("We cannot read this request", "Something in the address or form is not right.", _HOME),
    403: (
        "This page is closed to you",
        "You may need to sign in. Or a form was open for too long.",
        "Go back, load the page again, and try once more.",
    ),
    404: (
        "We cannot find this page",
        "The address may be old, or a letter in it may be wrong.",
        _HOME,
    ),
    405: ("This page only shows text", "Nothing can be sent to this address.", _HOME),
    410: (
        "This page was taken down",
        "It was on this site before. It is not public any more.",
        _HOME,
    ),
    411: ("The form did not arrive", "Its length was missing.", _BAD_FORM),
    412: ("This page has changed", "It is not the one that you had before.", "Load it again."),
    413: (*_TOO_LONG, "Send less at once, or call us."),
    414: (*_TOO_LONG, _HOME),
    416: ("This part does not exist", "The file is shorter than that.", "Load the whole file."),
    429: ("Too many tries", "There were too many requests in a short time.", _LATER),
    431: (*_TOO_LONG, "Clear this site's cookies in your browser, and try again."),
    500: (
        "Something broke on our side",
        "It is not your fault, and we have a record of it.",
        _LATER,
    ),
    503: ("We cannot show this page now", "A part of the site is not answering.", _LATER),
}


def words_for(status: int) -> dict[str, str]:
    """Return the words for this status, or for the kind of error that it is."""
    title, message, advice = WORDS.get(status) or WORDS[500 if status >= 500 else 400]
    return {"title": title, "message": message, "advice": advice}
