"""Papers printed on request; their rows are appended, never changed or removed."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from organization import append_only

TABLE = "reports_issuedpaper"


def guard(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in append_only.guard(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(statement)


def release(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in append_only.release(schema_editor.connection.vendor, TABLE):
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('organization', '0004_link_substitutes'),
        ('reports', '0006_narrative_markup'),
    ]

    operations = [
        migrations.CreateModel(
            name='IssuedPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pk', 'Perjanjian Kinerja'), ('pk-perubahan', 'Perjanjian Kinerja Perubahan'), ('renaksi', 'Rencana Aksi'), ('e81', 'Formulir E.81'), ('disposisi', 'Lembar disposisi'), ('agenda', 'Buku agenda'), ('ekspedisi', 'Buku ekspedisi'), ('serah-terima', 'Daftar serah terima'), ('pernyataan-reviu', 'Pernyataan telah direviu'), ('sop', 'SOP'), ('paket', 'Daftar isi paket evaluasi')], max_length=20, verbose_name='jenis')),
                ('subject', models.CharField(max_length=40)),
                ('number', models.PositiveIntegerField(verbose_name='terbitan')),
                ('title', models.TextField(blank=True)),
                ('year', models.PositiveSmallIntegerField(null=True, verbose_name='tahun')),
                ('triwulan', models.PositiveSmallIntegerField(null=True, verbose_name='triwulan')),
                ('word', models.CharField(blank=True, max_length=12)),
                ('code', models.CharField(db_index=True, max_length=10, verbose_name='kode verifikasi')),
                ('fingerprint', models.CharField(max_length=64)),
                ('sha256', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issued_papers', to='organization.agency')),
            ],
            options={
                'verbose_name': 'terbitan',
                'verbose_name_plural': 'terbitan',
                'ordering': ('agency', 'kind', 'subject', 'number'),
                'constraints': [models.UniqueConstraint(fields=('agency', 'kind', 'subject', 'number'), name='issue_number_once')],
            },
        ),
        migrations.RunPython(guard, release),
    ]
