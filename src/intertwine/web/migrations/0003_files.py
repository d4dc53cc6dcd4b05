"""Rows get company: of each title that was served, what its marks are kept under and what its file was called.

Whether a title that has an `id:` now is the one that had none is told by that: see `adoption`.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_identities")]

    operations = [
        migrations.CreateModel(
            name="Served",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("universe", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=300)),
                ("key", models.CharField(max_length=300)),
            ],
            options={"db_table": "served"},
        ),
        migrations.AddConstraint(
            model_name="served",
            constraint=models.UniqueConstraint(fields=["universe", "title"], name="one_file_a_title"),
        ),
    ]
