"""Indicators may weigh differently in an average."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0009_final_figures'),
        ('organization', '0005_filler_by_day'),
    ]

    operations = [
        migrations.AddField(
            model_name='indicator',
            name='weight',
            field=models.DecimalField(blank=True, decimal_places=4, help_text='Kosong: setiap indikator sama berat dalam rata-rata.', max_digits=9, null=True, verbose_name='bobot'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(('weight__isnull', True), ('weight__gt', 0), _connector='OR'), name='weight_above_zero', violation_error_message='Bobot harus lebih dari nol, atau kosong.'),
        ),
    ]
