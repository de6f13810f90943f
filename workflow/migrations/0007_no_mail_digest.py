from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("workflow", "0006_mails_into_messages")]
    operations = [
        migrations.RemoveField("notice", "digest"),
        migrations.DeleteModel("MailDigest"),
    ]
