import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ZONES = [
    ("Asia/Jakarta", "WIB (Asia/Jakarta)"),
    ("Asia/Pontianak", "WIB (Asia/Pontianak)"),
    ("Asia/Makassar", "WITA (Asia/Makassar)"),
    ("Asia/Jayapura", "WIT (Asia/Jayapura)"),
]
MONTHS = [
    django.core.validators.MinValueValidator(1),
    django.core.validators.MaxValueValidator(12),
]
DAYS = [
    django.core.validators.MinValueValidator(1),
    django.core.validators.MaxValueValidator(31),
]


class Migration(migrations.Migration):

    dependencies = [
        ("organization", "0005_filler_by_day"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkWeek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="nama")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="dasar hukum")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="berlaku dari")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="berlaku sampai")),
                ("agency", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="work_weeks", to="organization.agency")),
            ],
            options={
                "verbose_name": "pekan kerja",
                "verbose_name_plural": "pekan kerja",
                "ordering": ("agency", models.OrderBy(models.F("starts_on"), nulls_first=True)),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            models.Q(("ends_on__gte", models.F("starts_on")), ("starts_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="work_week_dates_in_order",
                    ),
                    models.UniqueConstraint(fields=("agency", "starts_on"), name="work_week_begins_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("starts_on__isnull", True)),
                        fields=("agency",),
                        name="one_usual_work_week",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=24, unique=True)),
                ("created_at", models.DateTimeField(verbose_name="dibuat")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="dicabut")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="calendar_feeds", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "umpan kalender",
                "verbose_name_plural": "umpan kalender",
                "ordering": ("-created_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("user",),
                        name="one_calendar_feed",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="officehours",
            name="week",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="hours", to="organization.workweek"),
        ),
        migrations.AddField(
            model_name="government",
            name="due_basis",
            field=models.CharField(blank=True, default="Perpres 29/2014", max_length=200, verbose_name="dasar hukum batas pelaporan"),
        ),
        migrations.AddField(
            model_name="government",
            name="lkj_due_day",
            field=models.PositiveSmallIntegerField(default=31, validators=DAYS, verbose_name="tanggal batas LKj kabupaten/kota"),
        ),
        migrations.AddField(
            model_name="government",
            name="lkj_due_month",
            field=models.PositiveSmallIntegerField(default=3, validators=MONTHS, verbose_name="bulan batas LKj kabupaten/kota"),
        ),
        migrations.AlterField(
            model_name="government",
            name="lkjip_due_day",
            field=models.PositiveSmallIntegerField(default=28, help_text="28 Februari berarti hari terakhir bulan itu, juga pada tahun kabisat.", validators=DAYS, verbose_name="tanggal batas LKjIP perangkat daerah"),
        ),
        migrations.AlterField(
            model_name="government",
            name="lkjip_due_month",
            field=models.PositiveSmallIntegerField(default=2, validators=MONTHS, verbose_name="bulan batas LKjIP perangkat daerah"),
        ),
        migrations.AlterField(
            model_name="government",
            name="time_zone",
            field=models.CharField(choices=ZONES, default="Asia/Makassar", max_length=40, verbose_name="zona waktu"),
        ),
        migrations.AlterField(
            model_name="agency",
            name="time_zone",
            field=models.CharField(choices=ZONES, default="Asia/Makassar", max_length=40, verbose_name="zona waktu"),
        ),
    ]
