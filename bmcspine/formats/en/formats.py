"""How staff read days and hours, in Django's own lists too; pages for readers say it themselves."""

DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y, g:i a"
