"""Predikat, documents and days as measures; targets that are a range."""

from django.conf import settings
from django.db import migrations, models

from organization import append_only

TABLE = "indicators_targetrevision"


def guard(apps, schema_editor):
    for statement in append_only.guard(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(statement)


def release(apps, schema_editor):
    """SQLite makes the table anew for a constraint, without its triggers; so they go and return."""
    for statement in append_only.release(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0005_evidence_kinds'),
        ('organization', '0005_filler_by_day'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(release, guard),
        migrations.AddField(
            model_name='indicator',
            name='predikat_levels',
            field=models.CharField(blank=True, help_text='Dari yang terendah, misalnya TMP < TW < WDP < WTP.', max_length=200, verbose_name='urutan predikat'),
        ),
        migrations.AddField(
            model_name='targetrevision',
            name='upper',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True, verbose_name='batas atas rentang'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('measure', 'predikat'), _negated=True), ('predikat_levels__contains', '<'), _connector='OR'), name='predikat_has_levels', violation_error_message='Predikat perlu urutannya, dari yang terendah: TMP < TW < WDP < WTP.'),
        ),
        migrations.AddConstraint(
            model_name='targetrevision',
            constraint=models.CheckConstraint(condition=models.Q(('upper__isnull', True), ('upper__gte', models.F('value')), _connector='OR'), name='target_range_in_order', violation_error_message='Batas atas tidak boleh di bawah targetnya.'),
        ),
        migrations.RunPython(guard, release),
    ]
