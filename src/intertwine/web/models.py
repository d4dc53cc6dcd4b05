"""Who has come, and how far they are. No fact is stored here, and every query is by viewer."""

from django.db import models


class Person(models.Model):
    """Somebody who marked something: nothing but a random token, kept as its SHA-256. The token is in their cookie.

    `forgotten_at` is when they asked to be forgotten (seconds of `clock.now`): no query finds them then but the one
    that brings them back, and after a while they are deleted.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    forgotten_at = models.BigIntegerField(null=True, db_index=True)

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
    `profile` says which of the viewer's profiles passed it: "" is the first, which everybody has.
    """

    viewer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="passed")
    profile = models.CharField(max_length=16, blank=True, default="")
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
                fields=["viewer", "universe", "profile", "told", "asked", "title", "season", "number"],
                name="one_mark_a_position",
            ),
        )

    def __str__(self) -> str:
        return "a mark"


class Profile(models.Model):
    """One of those for whom a viewer keeps marks: themselves, a friend they watch with. `profile` is a random id; ""
    is the first, which everybody has and which has a row only where it was given a name. `removed_at` is when it was
    removed (seconds of `clock.now`): it is deleted after a while, with what it has marked, and can be brought back
    until then."""

    viewer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="profiles")
    profile = models.CharField(max_length=16, blank=True, default="")
    name = models.CharField(max_length=40)
    removed_at = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        db_table = "profile"
        constraints = (models.UniqueConstraint(fields=["viewer", "profile"], name="one_name_a_profile"),)

    def __str__(self) -> str:
        return "a profile"


class Skipped(models.Model):
    """An installment that a profile leaves out: it is not offered as the next one. It passes no stamp."""

    viewer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="skipped")
    universe = models.CharField(max_length=200)
    profile = models.CharField(max_length=16, blank=True, default="")
    title = models.CharField(max_length=300)
    season = models.PositiveIntegerField()
    number = models.PositiveIntegerField()

    class Meta:
        db_table = "skipped"
        constraints = (
            models.UniqueConstraint(
                fields=["viewer", "universe", "profile", "title", "season", "number"], name="one_skip_a_position"
            ),
        )

    def __str__(self) -> str:
        return "a skip"


class KeptChoice(models.Model):
    """How a profile wants pages to be: the `value` of the setting `name`. Without a universe ("") it is for all."""

    viewer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="choices")
    universe = models.CharField(max_length=200, blank=True, default="")
    profile = models.CharField(max_length=16, blank=True, default="")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=400)

    class Meta:
        db_table = "choice"
        constraints = (
            models.UniqueConstraint(fields=["viewer", "universe", "profile", "name"], name="one_value_a_choice"),
        )

    def __str__(self) -> str:
        return "a choice"


class PlayerAddress(models.Model):
    """An address that a player sends its events to: they mark for one of the viewer's profiles. Of its token, only the
    SHA-256 is kept. `user` is whose events count, as the player calls them ("": the first event will say).
    `revoked_at` is when it was revoked (seconds of `clock.now`): it takes nothing from then on."""

    viewer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="players")
    profile = models.CharField(max_length=16, blank=True, default="")
    token_hash = models.CharField(max_length=64, unique=True)
    user = models.CharField(max_length=100, blank=True, default="")
    revoked_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "player"

    def __str__(self) -> str:
        return "a player's address"


class LoggedChange(models.Model):
    """What a viewer changed in a universe, so that it can be undone: see `undoing`. `change` is a random id, `at` when
    it was (seconds of `clock.now`), `what` the positions that it changed, from what and into what, as JSON."""

    viewer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="changes")
    universe = models.CharField(max_length=200)
    change = models.CharField(max_length=16)
    at = models.BigIntegerField(db_index=True)
    what = models.TextField()

    class Meta:
        db_table = "change"
        constraints = (models.UniqueConstraint(fields=["viewer", "universe", "change"], name="one_id_a_change"),)

    def __str__(self) -> str:
        return "a change"


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
