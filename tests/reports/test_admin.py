"""Which stations an agency's LKjIP passes is configured, and its chain says so."""

import pytest
from django.urls import reverse

from organization.models import Event, User
from reports.models import FormalRule
from tests.factories.organization import AgencyFactory

pytestmark = pytest.mark.django_db


def test_a_rule_is_made_by_the_administrator_and_leaves_an_event(client):
    agency = AgencyFactory()
    user = User.objects.create_superuser("administrator", name="Administrator")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("admin:reports_formalrule_add")
    choices = client.get(address).content.decode()
    assert f">{agency.name} ({agency.government.name})</option>" in choices
    client.post(address, {"agency": agency.pk, "is_reviewed": "on"})
    assert FormalRule.objects.get().is_reviewed
    event = Event.objects.get(agency=agency, subject_type="formalrule")
    assert (event.action, event.data) == (
        "configuration.added",
        {"diasistensi": False, "direviu": True},
    )
    listed = client.get(reverse("admin:reports_formalrule_changelist"))
    assert agency.name in listed.content.decode()
