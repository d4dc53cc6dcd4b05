"""Who has come, and how far they are. No fact is stored here, and every query is by viewer."""

from django.db import models


class Person(models.Model):
    """Somebody who marked something: nothing but a random token, kept as its SHA-256. The token is in their cookie."""

    token_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "viewer"

    def __str__(self) -> str:
        return "a viewer"


class Passed(models.Model):
    """One installment passed up to `seconds` (END: all of it): seen, or `told` without having been seen.

    `universe` and `title` are identities: what `id:` says there, with "id:" before it, or what stands in for it.
    `asked` is the identity of the title for whose sake it was told, so that this can be undone alone; "" for what was
    seen, or asked for by hand. Rows from before there were identities have "at:" and the universe's address, "key:"
    and the title's key, and the asked title as text in quotation marks, until the universe is served (see `adoption`).
    """

    viewer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="passed")
    universe = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    season = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    seconds = models.PositiveIntegerField()
    told = models.BooleanField(default=False)
    asked = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        db_table = "passed"
        indexes = (models.Index(fields=["universe", "title", "asked"], name="what_marks_are_of"),)
        constraints = (
            # Begins with the columns that every query asks by, and so is their index too.
            models.UniqueConstraint(
                fields=["viewer", "universe", "told", "asked", "title", "season", "number"], name="one_mark_a_position"
            ),
        )

    def __str__(self) -> str:
        return "a mark"


class Served(models.Model):
    """A title that was served: the file (its key) that had this identity. Of an `id:` the first file, of what stands
    in for one the last. Nothing here is about viewers."""

    universe = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    key = models.CharField(max_length=300)

    class Meta:
        db_table = "served"
        # Django reads them once, and changes none.
        constraints = (models.UniqueConstraint(fields=["universe", "title"], name="one_file_a_title"),)

    def __str__(self) -> str:
        return "a title's file"
