"""A term that was entered by mistake keeps its row, and its post is free again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organization', '0002_append_only'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='officeholder',
            name='term_once',
        ),
        migrations.AddField(
            model_name='officeholder',
            name='cancelled_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='dibatalkan'),
        ),
        migrations.AddConstraint(
            model_name='officeholder',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('user', 'position', 'capacity', 'starts_on'), name='term_once'),
        ),
    ]
