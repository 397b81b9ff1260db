"""Who may open requests for a call: members of a role that says so, whatever their rank."""

from django.contrib.auth.models import AnonymousUser, Permission, User

from contacts.callbacks.requests import CallbackRequest


def rights_of(user: User | AnonymousUser) -> frozenset[str]:
    """Return which of `open`, `export` and `erase` a person's roles allow.

    An administrator keeps the machine running and has no need to know who asked for a call. One
    who has to stand in joins the role first, and the history of the account tells of it.
    """
    model = CallbackRequest._meta.model_name
    names = Permission.objects.filter(
        group__user=user.pk,
        content_type__app_label=CallbackRequest._meta.app_label,
        content_type__model=model,
    ).values_list("codename", flat=True)
    return frozenset(name.removesuffix(f"_{model}") for name in names)
