"""Money by triwulan and up to the end of the Renstra (form E.81)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0007_follow_up'),
    ]

    operations = [
        migrations.AddField(
            model_name='budgetline',
            name='renstra_pagu',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True, verbose_name='pagu s.d. akhir Renstra'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='tw1',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True, verbose_name='realisasi TW I'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='tw2',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True, verbose_name='realisasi TW II'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='tw3',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True, verbose_name='realisasi TW III'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='tw4',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True, verbose_name='realisasi TW IV'),
        ),
        migrations.AlterField(
            model_name='budgetline',
            name='realisasi',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True, verbose_name='realisasi'),
        ),
    ]
