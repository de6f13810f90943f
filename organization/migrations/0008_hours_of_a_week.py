import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("organization", "0007_hours_into_weeks"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="officehours", name="usual_office_hours_once"),
        migrations.RemoveConstraint(model_name="officehours", name="office_hours_once"),
        migrations.AlterModelOptions(
            name="officehours",
            options={"ordering": ("week", "weekday"), "verbose_name": "jam kerja", "verbose_name_plural": "jam kerja"},
        ),
        migrations.RemoveField(model_name="officehours", name="agency"),
        migrations.RemoveField(model_name="officehours", name="valid_from"),
        migrations.RemoveField(model_name="officehours", name="valid_to"),
        migrations.AlterField(
            model_name="officehours",
            name="week",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="hours", to="organization.workweek"),
        ),
        migrations.AddConstraint(
            model_name="officehours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("break_ends_at__isnull", True), ("break_starts_at__isnull", True)),
                    models.Q(
                        ("break_ends_at__gt", models.F("break_starts_at")),
                        ("break_ends_at__isnull", False),
                        ("break_starts_at__gt", models.F("starts_at")),
                        ("break_starts_at__isnull", False),
                        ("ends_at__gt", models.F("break_ends_at")),
                    ),
                    _connector="OR",
                ),
                name="office_break_inside_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="officehours",
            constraint=models.UniqueConstraint(fields=("week", "weekday"), name="office_hours_once"),
        ),
    ]
