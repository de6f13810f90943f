"""Reports, snapshots, narratives, acts and signed copies."""

import django.db.models.deletion
import reports.codes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('indicators', '0001_initial'),
        ('organization', '0001_initial'),
        ('organization', '__first__'),
        ('workflow', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormalRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_assisted', models.BooleanField(default=False, help_text='LKjIP diasistensi Bagian Organisasi sebelum reviu atau persetujuan.', verbose_name='diasistensi')),
                ('is_reviewed', models.BooleanField(default=False, help_text='LKjIP direviu APIP sebelum disetujui. LKjIP kabupaten selalu direviu; Inspektorat tidak mereviu laporannya sendiri.', verbose_name='direviu')),
                ('agency', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='formal_rule', to='organization.agency', verbose_name='perangkat daerah')),
            ],
            options={
                'verbose_name': 'aturan formalisasi',
                'verbose_name_plural': 'aturan formalisasi',
                'ordering': ('agency',),
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('laporan_lane', 'Laporan data kinerja'), ('rekap', 'Rekapitulasi data kinerja'), ('laporan_triwulan', 'Laporan triwulan'), ('lkjip', 'LKjIP'), ('lkjip_kabupaten', 'LKjIP Kabupaten')], max_length=20, verbose_name='jenis')),
                ('year', models.PositiveSmallIntegerField(verbose_name='tahun')),
                ('triwulan', models.PositiveSmallIntegerField(null=True, verbose_name='triwulan')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='versi')),
                ('state', models.CharField(choices=[('disusun', 'Disusun'), ('diasistensi', 'Diasistensi'), ('direviu', 'Direviu'), ('disetujui', 'Disetujui'), ('ditandatangani', 'Ditandatangani'), ('disampaikan', 'Disampaikan'), ('dipublikasikan', 'Dipublikasikan'), ('digantikan', 'Digantikan')], default='disusun', max_length=15)),
                ('code', models.CharField(default=reports.codes.new_code, max_length=10, unique=True, verbose_name='kode verifikasi')),
                ('pdf', models.FileField(blank=True, max_length=200, upload_to='laporan/%Y/')),
                ('pdf_sha256', models.CharField(blank=True, max_length=64)),
                ('xlsx', models.FileField(blank=True, max_length=200, upload_to='laporan/%Y/')),
                ('xlsx_sha256', models.CharField(blank=True, max_length=64)),
                ('renderer', models.CharField(blank=True, max_length=40)),
                ('created_at', models.DateTimeField()),
                ('approved_at', models.DateTimeField(null=True)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('superseded_reason', models.TextField(blank=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='organization.agency')),
                ('approved_as', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.officeholder')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lane', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='workflow.lane')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='workflow.run')),
            ],
            options={
                'verbose_name': 'laporan',
                'verbose_name_plural': 'laporan',
                'ordering': ('-year', '-triwulan', 'kind', '-number'),
                'constraints': [models.UniqueConstraint(fields=('run', 'lane', 'kind', 'number'), name='report_number_once'), models.UniqueConstraint(condition=models.Q(('lane__isnull', True)), fields=('run', 'kind', 'number'), name='central_report_number_once')],
            },
        ),
        migrations.CreateModel(
            name='ReportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('cetakan', 'Cetakan PDF'), ('excel', 'Berkas Excel'), ('tte', 'Salinan bertanda tangan elektronik'), ('pindaian', 'Pindaian salinan bertanda tangan basah')], max_length=20, verbose_name='jenis')),
                ('word', models.CharField(blank=True, max_length=12)),
                ('file', models.FileField(max_length=200, upload_to='laporan/%Y/')),
                ('sha256', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reports.report')),
            ],
            options={
                'verbose_name': 'berkas laporan',
                'verbose_name_plural': 'berkas laporan',
                'ordering': ('created_at', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('report', 'sha256'), name='report_file_once')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('berjalan', 'Sedang direviu'), ('selesai', 'Telah direviu'), ('dikembalikan', 'Dikembalikan')], default='berjalan', max_length=15)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('answers', models.JSONField(default=dict)),
                ('statement', models.JSONField(default=dict)),
                ('officeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.officeholder')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='reports.report')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('started_at', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', 'berjalan')), fields=('report',), name='one_running_review')],
            },
        ),
        migrations.CreateModel(
            name='SignedCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('findings', models.JSONField(default=dict)),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signed_copy', to='reports.reportfile')),
                ('frozen', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.reportfile')),
                ('officeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.officeholder')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('laporan_lane', 'Laporan data kinerja'), ('rekap', 'Rekapitulasi data kinerja'), ('laporan_triwulan', 'Laporan triwulan'), ('lkjip', 'LKjIP'), ('lkjip_kabupaten', 'LKjIP Kabupaten')], max_length=20)),
                ('schema', models.PositiveSmallIntegerField()),
                ('content', models.TextField()),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='organization.agency')),
                ('revisions', models.ManyToManyField(related_name='snapshots', to='indicators.realisasirevision')),
            ],
        ),
        migrations.AddField(
            model_name='report',
            name='snapshot',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.snapshot'),
        ),
        migrations.CreateModel(
            name='Narrative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('section', models.CharField(max_length=40)),
                ('text', models.TextField(blank=True)),
                ('updated_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='narratives', to='organization.agency')),
                ('sasaran', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='narratives', to='indicators.sasaran')),
                ('updated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency', 'year', 'section', 'sasaran'), name='narrative_once'), models.UniqueConstraint(condition=models.Q(('sasaran__isnull', True)), fields=('agency', 'year', 'section'), name='narrative_of_agency_once')],
            },
        ),
        migrations.CreateModel(
            name='ReportAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('disusun', 'Disusun'), ('diasistensi', 'Diasistensi'), ('direviu', 'Direviu'), ('disetujui', 'Disetujui'), ('ditandatangani', 'Ditandatangani'), ('disampaikan', 'Disampaikan'), ('dipublikasikan', 'Dipublikasikan'), ('digantikan', 'Digantikan')], max_length=15)),
                ('is_return', models.BooleanField(default=False)),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('recipient', models.CharField(blank=True, max_length=200)),
                ('letter', models.CharField(blank=True, max_length=80)),
                ('address', models.URLField(blank=True, max_length=500)),
                ('officeholder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.officeholder')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='reports.report')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('at', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('is_return', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='returned_report_needs_reason')],
            },
        ),
    ]
