"""Rows can hold identities: what they hold so far says that it is an address, a key.

Which identities these have is only known when the universe is served: see `adoption`. The index comes first, so that
of two processes which start at once the second fails before it has changed anything.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Concat, Substr


def say_what_they_are(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    apps.get_model("people", "Passed").objects.update(
        universe=Concat(Value("at:"), "universe"), title=Concat(Value("key:"), "title")
    )


def as_they_were(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django's signature
    """Rows with identities have no way back, and stay."""
    old = apps.get_model("people", "Passed").objects.filter(universe__startswith="at:", title__startswith="key:")
    old.update(universe=Substr("universe", len("at:") + 1), title=Substr("title", len("key:") + 1))


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="passed", index=models.Index(fields=["universe", "title", "asked"], name="what_marks_are_of")
        ),
        migrations.RunPython(say_what_they_are, as_they_were),
    ]
