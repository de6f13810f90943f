"""Plans with who and when, what became of them, and what helped."""

from django.db import migrations, models

from organization import append_only

TABLE = "indicators_realisasirevision"


def guard(apps, schema_editor):
    for statement in append_only.guard(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(statement)


def release(apps, schema_editor):
    """SQLite makes the table anew for a column, without its triggers; so they go and return."""
    for statement in append_only.release(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(statement)



class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0006_measures_and_ranges'),
    ]

    operations = [
        migrations.RunPython(release, guard),
        migrations.AddField(
            model_name='realisasirevision',
            name='pendukung',
            field=models.TextField(blank=True, verbose_name='faktor pendukung'),
        ),
        migrations.AddField(
            model_name='realisasirevision',
            name='rtl_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='batas waktu rencana'),
        ),
        migrations.AddField(
            model_name='realisasirevision',
            name='rtl_followup',
            field=models.TextField(blank=True, verbose_name='tindak lanjut atas rencana triwulan lalu'),
        ),
        migrations.AddField(
            model_name='realisasirevision',
            name='rtl_pic',
            field=models.CharField(blank=True, max_length=120, verbose_name='penanggung jawab rencana'),
        ),
        migrations.RunPython(guard, release),
    ]
