"""A Plh entered together with a leave before the link was kept belongs to it, so that he ends with it."""

from django.db import migrations


def link_substitutes(apps, schema_editor):
    """Both were one entry: their events bear the same agency, moment and dates."""
    event, leave, term = (
        apps.get_model("organization", name)._base_manager
        for name in ("Event", "Leave", "Officeholder")
    )
    granted = {}
    for each in event.filter(subject_type="leave", action="leave.granted"):
        granted.setdefault(_entry(each), []).append(each.subject_id)
    appointed = event.filter(subject_type="officeholder", action="officeholder.appointed")
    for each in appointed.filter(at__in={entry[1] for entry in granted}):
        unlinked = term.filter(pk=each.subject_id, capacity="plh", leave=None).first()
        if unlinked is None:
            continue
        people = term.filter(position=unlinked.position_id).values("user")
        found = leave.filter(pk__in=granted.get(_entry(each), []), user__in=people).first()
        if found is not None:
            term.filter(pk=unlinked.pk).update(leave=found.pk)


def _entry(event):
    return event.agency_id, event.at, event.data.get("starts_on"), event.data.get("ends_on")


class Migration(migrations.Migration):
    dependencies = [("organization", "0003_cancelled_term")]

    operations = [migrations.RunPython(link_substitutes, migrations.RunPython.noop)]
