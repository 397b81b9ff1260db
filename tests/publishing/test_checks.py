from django.core.checks import run_checks


def warnings():
    found = run_checks(tags=None, include_deployment_checks=True)
    return {message.id for message in found if (message.id or "").startswith("publishing.")}


def test_deploy_check_names_each_setting_that_waives_a_signature(settings):
    settings.ALLOW_UNREVIEWED_CONTENT = True
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = True
    assert warnings() == {"publishing.W1", "publishing.W2"}


def test_deploy_check_is_silent_when_every_signature_is_required(settings):
    settings.ALLOW_UNREVIEWED_CONTENT = False
    settings.ALLOW_PROVISIONAL_AUTHORIZATIONS = False
    assert warnings() == set()
