"""Every mail of before becomes the mail channel's message of its day, with its notices."""

from datetime import UTC, datetime, time

from django.db import migrations


def _midnight(day):
    return datetime.combine(day, time(0), UTC)


def move(apps, schema_editor):
    message = apps.get_model("workflow", "Message")
    notice = apps.get_model("workflow", "Notice")
    link = message.notices.through
    made = {}
    for row in apps.get_model("workflow", "MailDigest").objects.order_by("pk").iterator():
        told = notice.objects.filter(digest=row).order_by("-created_at").first()
        made[row.pk] = message.objects.create(
            user_id=row.user_id,
            channel="surel",
            day=row.day,
            key=f"surel:{row.user_id}:{row.day}",
            state=row.state,
            error=row.error,
            attempts=1 if row.claimed_at else 0,
            created_at=(told and told.created_at) or row.claimed_at or _midnight(row.day),
            claimed_at=row.claimed_at,
            sent_at=row.sent_at,
        ).pk
    rows = notice.objects.exclude(digest=None).values_list("pk", "digest")
    link.objects.bulk_create(
        [link(message_id=made[digest], notice_id=pk) for pk, digest in rows], batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [("workflow", "0005_messages")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
