"""Government, agencies, structure, people, calendar, jobs and the event log."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(unique=True, verbose_name='kunci')),
                ('name', models.CharField(max_length=160, verbose_name='nama')),
                ('short_name', models.CharField(max_length=60, verbose_name='nama singkat')),
                ('kind', models.CharField(choices=[('dinas', 'Dinas'), ('badan', 'Badan'), ('inspektorat', 'Inspektorat'), ('satuan', 'Satuan'), ('setda', 'Sekretariat Daerah'), ('kecamatan', 'Kecamatan')], default='dinas', max_length=20, verbose_name='jenis')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='alamat')),
                ('phone', models.CharField(blank=True, max_length=60, verbose_name='telepon')),
                ('logo', models.FileField(blank=True, upload_to='logo/', verbose_name='logo')),
                ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'WIB (Asia/Jakarta)'), ('Asia/Pontianak', 'WIB (Asia/Pontianak)'), ('Asia/Makassar', 'WITA (Asia/Makassar)'), ('Asia/Jayapura', 'WIT (Asia/Jayapura)')], default='Asia/Makassar', max_length=40, verbose_name='zona waktu')),
                ('live_from', models.DateField(help_text='Triwulan yang berakhir sebelum tanggal ini tidak dibuka.', verbose_name='mulai dipakai')),
                ('paper', models.CharField(choices=[('A4', 'A4'), ('F4', 'F4')], default='A4', max_length=4, verbose_name='ukuran kertas')),
                ('is_active', models.BooleanField(default=True, verbose_name='aktif')),
            ],
            options={
                'verbose_name': 'perangkat daerah',
                'verbose_name_plural': 'perangkat daerah',
                'ordering': ('government', 'name'),
            },
        ),
        migrations.CreateModel(
            name='Government',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(unique=True, verbose_name='kunci')),
                ('name', models.CharField(max_length=120, verbose_name='nama')),
                ('head_title', models.CharField(default='Bupati', max_length=60, verbose_name='jabatan kepala daerah')),
                ('seat', models.CharField(max_length=60, verbose_name='tempat kedudukan')),
                ('time_zone', models.CharField(choices=[('Asia/Jakarta', 'WIB (Asia/Jakarta)'), ('Asia/Pontianak', 'WIB (Asia/Pontianak)'), ('Asia/Makassar', 'WITA (Asia/Makassar)'), ('Asia/Jayapura', 'WIT (Asia/Jayapura)')], default='Asia/Makassar', max_length=40, verbose_name='zona waktu')),
                ('lkjip_due_month', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='bulan batas LKjIP perangkat daerah')),
                ('lkjip_due_day', models.PositiveSmallIntegerField(default=28, help_text='28 Februari berarti hari terakhir bulan itu, juga pada tahun kabisat.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)], verbose_name='tanggal batas LKjIP perangkat daerah')),
                ('lkj_due_month', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='bulan batas LKj kabupaten/kota')),
                ('lkj_due_day', models.PositiveSmallIntegerField(default=31, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(31)], verbose_name='tanggal batas LKj kabupaten/kota')),
                ('due_basis', models.CharField(blank=True, default='Perpres 29/2014', max_length=200, verbose_name='dasar hukum batas pelaporan')),
                ('average_cap', models.PositiveSmallIntegerField(blank=True, choices=[(100, '100 %'), (110, '110 %'), (120, '120 %')], help_text='Kosong: tanpa pembatasan. Nilai asli setiap indikator tidak berubah.', null=True, verbose_name='pembatasan capaian dalam rata-rata')),
            ],
            options={
                'verbose_name': 'pemerintah daerah',
                'verbose_name_plural': 'pemerintah daerah',
                'ordering': ('name',),
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('name', models.CharField(max_length=160, verbose_name='nama')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'pengguna',
                'verbose_name_plural': 'pengguna',
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='EventChain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(default=0)),
                ('last_hash', models.CharField(blank=True, max_length=64)),
                ('agency', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='event_chain', to='organization.agency')),
            ],
        ),
        migrations.AddField(
            model_name='agency',
            name='government',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agencies', to='organization.government', verbose_name='pemerintah daerah'),
        ),
        migrations.CreateModel(
            name='Leave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(verbose_name='sampai')),
                ('note', models.CharField(blank=True, max_length=120, verbose_name='keterangan')),
                ('cancelled_at', models.DateTimeField(null=True, verbose_name='dibatalkan')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leaves', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'cuti',
                'verbose_name_plural': 'cuti',
                'ordering': ('starts_on', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='leave_dates_in_order'), models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('user', 'starts_on'), name='leave_once')],
            },
        ),
        migrations.CreateModel(
            name='Officeholder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.CharField(choices=[('definitif', 'definitif'), ('plt', 'Plt.'), ('plh', 'Plh.')], default='definitif', max_length=10, verbose_name='kedudukan')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('pangkat', models.CharField(blank=True, max_length=60, verbose_name='pangkat/golongan')),
                ('nip', models.CharField(blank=True, max_length=30, verbose_name='NIP')),
                ('leave', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='substitutes', to='organization.leave', verbose_name='cuti')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to=settings.AUTH_USER_MODEL, verbose_name='pengguna')),
            ],
            options={
                'verbose_name': 'pejabat',
                'verbose_name_plural': 'pejabat',
                'ordering': ('position', 'starts_on'),
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='term_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Filler',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='dicabut')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fillings', to=settings.AUTH_USER_MODEL)),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fillers', to='organization.officeholder')),
            ],
            options={
                'verbose_name': 'pengisi',
                'verbose_name_plural': 'pengisi',
                'ordering': ('term', 'starts_on', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('term', 'user', 'starts_on'), name='filler_named_once'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='filler_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, verbose_name='kunci')),
                ('name', models.CharField(max_length=160, verbose_name='nama jabatan')),
                ('is_head', models.BooleanField(default=False, verbose_name='memimpin unitnya')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='urutan')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='organization.agency', verbose_name='perangkat daerah')),
                ('superior', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='subordinates', to='organization.position', verbose_name='atasan')),
            ],
            options={
                'verbose_name': 'jabatan',
                'verbose_name_plural': 'jabatan',
                'ordering': ('agency', 'order', 'name'),
                'constraints': [models.UniqueConstraint(fields=('agency', 'key'), name='position_key_per_agency')],
            },
        ),
        migrations.CreateModel(
            name='Oversight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(choices=[('baca', 'Membaca'), ('reviu', 'Mereviu')], default='baca', max_length=10, verbose_name='wewenang')),
                ('starts_on', models.DateField(verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='sampai')),
                ('government', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='oversight', to='organization.government', verbose_name='pemerintah daerah')),
                ('position', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='oversight', to='organization.position', verbose_name='jabatan')),
            ],
            options={
                'verbose_name': 'wewenang pengawasan',
                'verbose_name_plural': 'wewenang pengawasan',
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='oversight_dates_in_order'), models.UniqueConstraint(fields=('position', 'government', 'scope', 'starts_on'), name='oversight_once')],
            },
        ),
        migrations.AddField(
            model_name='officeholder',
            name='position',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='organization.position', verbose_name='jabatan'),
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(verbose_name='urutan')),
                ('subject_type', models.CharField(max_length=40, verbose_name='jenis perihal')),
                ('subject_id', models.PositiveBigIntegerField(verbose_name='nomor perihal')),
                ('action', models.CharField(max_length=60, verbose_name='kejadian')),
                ('at', models.DateTimeField(verbose_name='waktu')),
                ('capacity', models.CharField(blank=True, choices=[('definitif', 'definitif'), ('plt', 'Plt.'), ('plh', 'Plh.'), ('pengisi', 'pengisi untuk')], max_length=10, verbose_name='kedudukan')),
                ('reason', models.TextField(blank=True, verbose_name='alasan')),
                ('data', models.JSONField(default=dict, verbose_name='rincian')),
                ('previous_hash', models.CharField(blank=True, max_length=64, verbose_name='hash sebelumnya')),
                ('hash', models.CharField(max_length=64)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='organization.agency', verbose_name='perangkat daerah')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to=settings.AUTH_USER_MODEL, verbose_name='pengguna')),
                ('officeholder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.officeholder', verbose_name='masa jabatan')),
                ('position', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organization.position', verbose_name='jabatan')),
            ],
            options={
                'verbose_name': 'kejadian',
                'verbose_name_plural': 'kejadian',
                'ordering': ('agency', 'sequence'),
                'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='event_subject')],
                'constraints': [models.UniqueConstraint(fields=('agency', 'sequence'), name='event_sequence')],
            },
        ),
        migrations.AddField(
            model_name='agency',
            name='signing_position',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='signs_for', to='organization.position', verbose_name='jabatan penanda tangan'),
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(verbose_name='kunci')),
                ('name', models.CharField(max_length=160, verbose_name='nama')),
                ('kind', models.CharField(choices=[('sekretariat', 'Sekretariat'), ('bidang', 'Bidang'), ('bagian', 'Bagian'), ('subbagian', 'Subbagian'), ('seksi', 'Seksi'), ('wilayah', 'Wilayah'), ('tim', 'Tim')], max_length=20, verbose_name='jenis')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='urutan')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='organization.agency', verbose_name='perangkat daerah')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='organization.unit', verbose_name='induk')),
            ],
            options={
                'verbose_name': 'unit kerja',
                'verbose_name_plural': 'unit kerja',
                'ordering': ('agency', 'order', 'name'),
                'constraints': [models.UniqueConstraint(fields=('agency', 'key'), name='unit_key_per_agency')],
            },
        ),
        migrations.AddField(
            model_name='position',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='positions', to='organization.unit', verbose_name='unit kerja'),
        ),
        migrations.CreateModel(
            name='WorkWeek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='nama')),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='dasar hukum')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='berlaku dari')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='berlaku sampai')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='work_weeks', to='organization.agency')),
            ],
            options={
                'verbose_name': 'pekan kerja',
                'verbose_name_plural': 'pekan kerja',
                'ordering': ('agency', models.OrderBy(models.F('starts_on'), nulls_first=True)),
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), models.Q(('ends_on__gte', models.F('starts_on')), ('starts_on__isnull', False)), _connector='OR'), name='work_week_dates_in_order'), models.UniqueConstraint(fields=('agency', 'starts_on'), name='work_week_begins_once'), models.UniqueConstraint(condition=models.Q(('starts_on__isnull', True)), fields=('agency',), name='one_usual_work_week')],
            },
        ),
        migrations.CreateModel(
            name='OfficeHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(verbose_name='hari')),
                ('starts_at', models.TimeField(verbose_name='masuk')),
                ('ends_at', models.TimeField(verbose_name='pulang')),
                ('break_starts_at', models.TimeField(blank=True, null=True, verbose_name='istirahat mulai')),
                ('break_ends_at', models.TimeField(blank=True, null=True, verbose_name='istirahat selesai')),
                ('week', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='organization.workweek')),
            ],
            options={
                'verbose_name': 'jam kerja',
                'verbose_name_plural': 'jam kerja',
                'ordering': ('week', 'weekday'),
                'constraints': [models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='office_hours_weekday'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='office_hours_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('break_ends_at__isnull', True), ('break_starts_at__isnull', True)), models.Q(('break_ends_at__gt', models.F('break_starts_at')), ('break_ends_at__isnull', False), ('break_starts_at__gt', models.F('starts_at')), ('break_starts_at__isnull', False), ('ends_at__gt', models.F('break_ends_at'))), _connector='OR'), name='office_break_inside_hours'), models.UniqueConstraint(fields=('week', 'weekday'), name='office_hours_once')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=24, unique=True)),
                ('created_at', models.DateTimeField(verbose_name='dibuat')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='dicabut')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feeds', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'umpan kalender',
                'verbose_name_plural': 'umpan kalender',
                'ordering': ('-created_at', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('user',), name='one_calendar_feed')],
            },
        ),
        migrations.CreateModel(
            name='CategoryStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('above', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='di atas (%)')),
                ('label', models.CharField(max_length=40, verbose_name='kategori')),
                ('government', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='category_steps', to='organization.government', verbose_name='pemerintah')),
            ],
            options={
                'verbose_name': 'kategori capaian',
                'verbose_name_plural': 'kategori capaian',
                'ordering': (models.OrderBy(models.F('above'), descending=True, nulls_last=True),),
                'constraints': [models.UniqueConstraint(fields=('government', 'above'), name='category_bound_once'), models.UniqueConstraint(condition=models.Q(('above__isnull', True)), fields=('government',), name='one_lowest_category')],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='tanggal')),
                ('name', models.CharField(max_length=160, verbose_name='nama')),
                ('kind', models.CharField(choices=[('libur nasional', 'Libur nasional'), ('cuti bersama', 'Cuti bersama'), ('libur daerah', 'Libur daerah')], default='libur nasional', max_length=20, verbose_name='jenis')),
                ('basis', models.CharField(max_length=200, verbose_name='dasar hukum')),
                ('government', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holidays', to='organization.government', verbose_name='pemerintah daerah')),
            ],
            options={
                'verbose_name': 'hari libur',
                'verbose_name_plural': 'hari libur',
                'ordering': ('day',),
                'constraints': [models.UniqueConstraint(fields=('government', 'day'), name='holiday_once')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('subject_id', models.PositiveBigIntegerField()),
                ('state', models.CharField(choices=[('menunggu', 'Menunggu'), ('berjalan', 'Berjalan'), ('selesai', 'Selesai'), ('gagal', 'Gagal')], default='menunggu', max_length=10)),
                ('progress', models.PositiveSmallIntegerField(default=0, verbose_name='kemajuan (%)')),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('error', models.TextField(blank=True, verbose_name='kesalahan')),
                ('created_at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='jobs', to='organization.agency')),
            ],
            options={
                'verbose_name': 'pekerjaan',
                'verbose_name_plural': 'pekerjaan',
                'ordering': ('-created_at',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('menunggu', 'berjalan'))), fields=('kind', 'subject_id'), name='one_open_job')],
            },
        ),
        migrations.AddConstraint(
            model_name='officeholder',
            constraint=models.UniqueConstraint(fields=('user', 'position', 'capacity', 'starts_on'), name='term_once'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.UniqueConstraint(condition=models.Q(('is_head', True)), fields=('unit',), name='one_head_per_unit'),
        ),
    ]
