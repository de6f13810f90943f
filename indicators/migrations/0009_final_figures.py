"""A revision may be the final figure of a provisional one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0008_budget_by_triwulan'),
    ]

    operations = [
        migrations.AlterField(
            model_name='realisasirevision',
            name='origin',
            field=models.CharField(choices=[('web', 'formulir'), ('excel', 'Excel'), ('redaksi', 'perbaikan redaksi'), ('tetap', 'angka tetap')], default='web', max_length=10),
        ),
    ]
