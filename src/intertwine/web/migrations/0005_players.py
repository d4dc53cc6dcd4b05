"""Addresses that players send their events to."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_profiles")]

    operations = [
        migrations.CreateModel(
            name="PlayerAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("profile", models.CharField(blank=True, default="", max_length=16)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("user", models.CharField(blank=True, default="", max_length=100)),
                ("revoked_at", models.BigIntegerField(null=True)),
                (
                    "viewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="players", to="people.person"
                    ),
                ),
            ],
            options={"db_table": "player"},
        ),
    ]
