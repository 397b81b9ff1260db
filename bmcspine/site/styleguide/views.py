from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bmcspine.publishing.structured import HOME
from bmcspine.site.styleguide.samples import components

SCHEMES = ("light", "dark")


@require_safe
@staff_member_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show staff every component with sample data, in the color scheme that they ask for."""
    asked = request.GET.get("scheme")
    context = {
        "components": components(),
        "schemes": SCHEMES,
        "scheme": asked if asked in SCHEMES else "",
        "crumbs": [HOME, ("Style guide", "")],
    }
    return render(request, "site/styleguide.html", context)
