"""Marks get a profile, all so far the first (""); profiles, skips, choices and what can be undone get their tables."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def _own(related_name: str) -> "list[tuple[str, models.Field[Any, Any]]]":
    """What every row of a viewer begins with."""
    viewer = models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=related_name, to="people.person"
    )
    key = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
    return [("id", key), ("viewer", viewer)]


class Migration(migrations.Migration):
    dependencies = [("people", "0003_files")]

    operations = [
        migrations.AddField(
            model_name="person", name="forgotten_at", field=models.BigIntegerField(db_index=True, null=True)
        ),
        migrations.RemoveConstraint(model_name="passed", name="one_mark_a_position"),
        migrations.AddField(
            model_name="passed", name="profile", field=models.CharField(blank=True, default="", max_length=16)
        ),
        migrations.AddConstraint(
            model_name="passed",
            constraint=models.UniqueConstraint(
                fields=("viewer", "universe", "profile", "told", "asked", "title", "season", "number"),
                name="one_mark_a_position",
            ),
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                *_own("profiles"),
                ("profile", models.CharField(blank=True, default="", max_length=16)),
                ("name", models.CharField(max_length=40)),
                ("removed_at", models.BigIntegerField(db_index=True, null=True)),
            ],
            options={
                "db_table": "profile",
                "constraints": [models.UniqueConstraint(fields=("viewer", "profile"), name="one_name_a_profile")],
            },
        ),
        migrations.CreateModel(
            name="Skipped",
            fields=[
                *_own("skipped"),
                ("universe", models.CharField(max_length=200)),
                ("profile", models.CharField(blank=True, default="", max_length=16)),
                ("title", models.CharField(max_length=300)),
                ("season", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
            ],
            options={
                "db_table": "skipped",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("viewer", "universe", "profile", "title", "season", "number"),
                        name="one_skip_a_position",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptChoice",
            fields=[
                *_own("choices"),
                ("universe", models.CharField(blank=True, default="", max_length=200)),
                ("profile", models.CharField(blank=True, default="", max_length=16)),
                ("name", models.CharField(max_length=40)),
                ("value", models.CharField(max_length=400)),
            ],
            options={
                "db_table": "choice",
                "constraints": [
                    models.UniqueConstraint(fields=("viewer", "universe", "profile", "name"), name="one_value_a_choice")
                ],
            },
        ),
        migrations.CreateModel(
            name="LoggedChange",
            fields=[
                *_own("changes"),
                ("universe", models.CharField(max_length=200)),
                ("change", models.CharField(max_length=16)),
                ("at", models.BigIntegerField(db_index=True)),
                ("what", models.TextField()),
            ],
            options={
                "db_table": "change",
                "constraints": [
                    models.UniqueConstraint(fields=("viewer", "universe", "change"), name="one_id_a_change")
                ],
            },
        ),
    ]
