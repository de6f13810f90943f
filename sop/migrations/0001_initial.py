"""SOP documents, versions, actors, steps and bindings."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organization', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SopActor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField()),
                ('label', models.CharField(max_length=120)),
                ('order', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ('version', 'order'),
            },
        ),
        migrations.CreateModel(
            name='SopDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True, verbose_name='kunci')),
                ('name', models.CharField(max_length=200, verbose_name='nama SOP')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sop_documents', to='organization.agency', verbose_name='perangkat daerah')),
            ],
            options={
                'verbose_name': 'SOP',
                'verbose_name_plural': 'SOP',
                'ordering': ('agency', 'name'),
            },
        ),
        migrations.CreateModel(
            name='LaneBinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.SlugField(verbose_name='tingkat jalur')),
                ('key', models.SlugField(max_length=80, verbose_name='kunci')),
                ('label', models.CharField(max_length=160, verbose_name='sebutan')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='urutan')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='sop.lanebinding', verbose_name='induk')),
                ('position', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.position', verbose_name='jabatan')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.unit', verbose_name='unit kerja')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lane_bindings', to='sop.sopdocument', verbose_name='SOP')),
            ],
            options={
                'ordering': ('document', 'order'),
                'constraints': [models.UniqueConstraint(fields=('document', 'key', 'starts_on'), name='lane_binding_once'), models.CheckConstraint(condition=models.Q(('unit__isnull', False), ('position__isnull', False), _connector='OR'), name='lane_binding_names_something')],
                'verbose_name': 'kaitan jalur',
                'verbose_name_plural': 'kaitan jalur',
            },
        ),
        migrations.CreateModel(
            name='ActorBinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor', models.SlugField(verbose_name='pelaksana')),
                ('rule', models.CharField(choices=[('unit_head', 'pimpinan unit jalur'), ('lane_position', 'jabatan jalur'), ('position', 'jabatan tertentu')], max_length=15, verbose_name='aturan')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('position', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.position', verbose_name='jabatan')),
                ('lane', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='actor_bindings', to='sop.lanebinding', verbose_name='jalur')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actor_bindings', to='sop.sopdocument', verbose_name='SOP')),
            ],
            options={
                'ordering': ('document', 'actor', 'lane', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('document', 'actor', 'lane', 'position', 'starts_on'), name='actor_binding_once'), models.UniqueConstraint(condition=models.Q(('lane__isnull', True), ('position__isnull', False)), fields=('document', 'actor', 'position', 'starts_on'), name='actor_binding_central_once'), models.UniqueConstraint(condition=models.Q(('lane__isnull', True), ('position__isnull', True)), fields=('document', 'actor', 'starts_on'), name='actor_binding_rule_once'), models.CheckConstraint(condition=models.Q(models.Q(('rule', 'position'), _negated=True), ('position__isnull', False), _connector='OR'), name='actor_binding_names_position')],
                'verbose_name': 'kaitan pelaksana',
                'verbose_name_plural': 'kaitan pelaksana',
            },
        ),
        migrations.CreateModel(
            name='SopLaneLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField()),
                ('label', models.CharField(max_length=120)),
                ('of', models.CharField(choices=[('unit', 'unit kerja'), ('position', 'jabatan')], max_length=10)),
                ('order', models.PositiveSmallIntegerField()),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='sop.soplanelevel')),
            ],
            options={
                'ordering': ('version', 'order'),
            },
        ),
        migrations.CreateModel(
            name='SopStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField()),
                ('order', models.PositiveSmallIntegerField()),
                ('nomor', models.CharField(blank=True, max_length=10)),
                ('nomor_read', models.CharField(blank=True, max_length=10)),
                ('is_printed', models.BooleanField(default=True)),
                ('kegiatan', models.TextField()),
                ('kind', models.CharField(choices=[('assign', 'Menugaskan'), ('prepare', 'Menyiapkan format'), ('collect', 'Mengisi data'), ('receive', 'Menerima'), ('compile', 'Menyusun laporan'), ('review', 'Memeriksa'), ('initial', 'Mengoreksi dan memaraf'), ('sign', 'Menandatangani'), ('document', 'Mendokumentasikan')], max_length=10)),
                ('return_basis', models.CharField(blank=True, max_length=10)),
                ('is_issued_by_clock', models.BooleanField(default=False)),
                ('has_disposisi', models.BooleanField(default=False)),
                ('clock', models.CharField(choices=[('siap', 'saat semua jalur masuk'), ('fork', 'saat jalur dibuka')], default='siap', max_length=5)),
                ('window_value', models.PositiveIntegerField(null=True)),
                ('window_unit', models.CharField(blank=True, max_length=6)),
                ('window_text', models.CharField(blank=True, max_length=160)),
                ('cells', models.JSONField(default=dict)),
                ('keterangan', models.TextField(blank=True)),
                ('reading', models.TextField(blank=True, verbose_name='catatan pembacaan')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='sop.sopactor')),
                ('level', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='sop.soplanelevel')),
                ('next', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='previous', to='sop.sopstep')),
                ('return_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='returned_from', to='sop.sopstep')),
            ],
            options={
                'ordering': ('version', 'order'),
            },
        ),
        migrations.CreateModel(
            name='SopGood',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('column', models.CharField(choices=[('kelengkapan', 'Kelengkapan'), ('output', 'Output')], max_length=12)),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('artifact', models.CharField(blank=True, max_length=30)),
                ('period', models.CharField(blank=True, max_length=10)),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goods', to='sop.sopstep')),
            ],
            options={
                'ordering': ('step', 'column', 'order'),
                'constraints': [models.UniqueConstraint(fields=('step', 'column', 'order'), name='sop_good_order')],
            },
        ),
        migrations.CreateModel(
            name='SopVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='versi')),
                ('source', models.TextField(verbose_name='berkas sumber (YAML)')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('effective_on', models.DateField(verbose_name='berlaku bagi triwulan yang dibuka sejak')),
                ('published_at', models.DateTimeField(null=True, verbose_name='diterbitkan')),
                ('satuan_kerja', models.TextField(blank=True, verbose_name='kop')),
                ('nama', models.CharField(max_length=200, verbose_name='nama SOP')),
                ('nomor', models.CharField(blank=True, max_length=80, verbose_name='nomor SOP')),
                ('tanggal_pembuatan', models.CharField(blank=True, max_length=40)),
                ('tanggal_revisi', models.CharField(blank=True, max_length=40)),
                ('tanggal_efektif', models.CharField(blank=True, max_length=40)),
                ('tanggal_pengesahan', models.CharField(blank=True, max_length=40)),
                ('disahkan_oleh_jabatan', models.CharField(blank=True, max_length=120)),
                ('disahkan_oleh_nama', models.CharField(blank=True, max_length=120)),
                ('trigger_day', models.PositiveSmallIntegerField(default=10, verbose_name='tanggal pembukaan')),
                ('trigger_months', models.JSONField(default=list, verbose_name='bulan pembukaan')),
                ('trigger_basis', models.CharField(blank=True, max_length=10, verbose_name='dasar tanggal pembukaan')),
                ('trigger_shift', models.CharField(choices=[('tetap', 'tetap dibuka pada tanggalnya'), ('hari_kerja_berikutnya', 'hari kerja berikutnya')], default='tetap', max_length=25, verbose_name='bila bukan hari kerja')),
                ('column_labels', models.JSONField(default=dict, verbose_name='judul kolom')),
                ('mended', models.JSONField(default=list, verbose_name='perbaikan hasil pindai')),
                ('reading', models.JSONField(default=list, verbose_name='catatan pembacaan')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='sop.sopdocument', verbose_name='SOP')),
            ],
            options={
                'verbose_name': 'versi SOP',
                'verbose_name_plural': 'versi SOP',
                'ordering': ('document', 'number'),
                'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='sop_version_number'), models.UniqueConstraint(fields=('document', 'sha256'), name='sop_version_text')],
            },
        ),
        migrations.AddField(
            model_name='sopstep',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='sop.sopversion'),
        ),
        migrations.CreateModel(
            name='SopReference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('dasar_hukum', 'Dasar Hukum'), ('kualifikasi', 'Kualifikasi Pelaksana'), ('keterkaitan', 'Keterkaitan'), ('peralatan', 'Peralatan/Perlengkapan'), ('peringatan', 'Peringatan'), ('pencatatan', 'Pencatatan dan Pendataan')], max_length=20)),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='references', to='sop.sopversion')),
            ],
            options={
                'ordering': ('version', 'kind', 'order'),
                'constraints': [models.UniqueConstraint(fields=('version', 'kind', 'order'), name='sop_reference_order')],
            },
        ),
        migrations.AddField(
            model_name='soplanelevel',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lane_levels', to='sop.sopversion'),
        ),
        migrations.AddField(
            model_name='sopactor',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actors', to='sop.sopversion'),
        ),
        migrations.CreateModel(
            name='SopWaktu',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=160)),
                ('value', models.PositiveIntegerField()),
                ('unit', models.CharField(max_length=6)),
                ('period', models.CharField(blank=True, max_length=10)),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waktu', to='sop.sopstep')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('step', 'period'), name='sop_waktu_period')],
            },
        ),
        migrations.AddConstraint(
            model_name='sopstep',
            constraint=models.UniqueConstraint(fields=('version', 'key'), name='sop_step_key'),
        ),
        migrations.AddConstraint(
            model_name='sopstep',
            constraint=models.UniqueConstraint(fields=('version', 'order'), name='sop_step_order'),
        ),
        migrations.AddConstraint(
            model_name='soplanelevel',
            constraint=models.UniqueConstraint(fields=('version', 'key'), name='sop_level_key'),
        ),
        migrations.AddConstraint(
            model_name='sopactor',
            constraint=models.UniqueConstraint(fields=('version', 'key'), name='sop_actor_key'),
        ),
    ]
