"""A verification code for every report, and a row for every file that was given out."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import reports.codes

WORDS = {"disusun": "DRAF", "digantikan": "DIGANTIKAN"}


def number_and_list(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Reports of before: a code each, and the files that they have now."""
    file_model = apps.get_model("reports", "ReportFile")
    for report in apps.get_model("reports", "Report").objects.all():
        report.code = reports.codes.new_code()
        report.save(update_fields=["code"])
        stored = (
            ("cetakan", report.pdf, report.pdf_sha256, WORDS.get(report.state, "")),
            ("excel", report.xlsx, report.xlsx_sha256, ""),
        )
        for kind, file, sha256, word in stored:
            if file and sha256:
                file_model.objects.create(
                    report=report,
                    kind=kind,
                    word=word,
                    file=file.name,
                    sha256=sha256,
                    created_at=report.approved_at or report.created_at,
                )


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_append_only")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="code",
            field=models.CharField(max_length=10, null=True, verbose_name="kode verifikasi"),
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("cetakan", "Cetakan PDF"), ("excel", "Berkas Excel")],
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                ("word", models.CharField(blank=True, max_length=12)),
                ("file", models.FileField(max_length=200, upload_to="laporan/%Y/")),
                ("sha256", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "berkas laporan",
                "verbose_name_plural": "berkas laporan",
                "ordering": ("created_at", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "sha256"), name="report_file_once"
                    )
                ],
            },
        ),
        migrations.RunPython(number_and_list, migrations.RunPython.noop),
    ]
