"""Times that cannot be right move what has one to the end of its installment, never to an earlier moment."""

from __future__ import annotations

from pathlib import Path

from intertwine.model.sentinels import END
from tests.imports.tables import small, statements, told

SCENES = "installment,start,end,people\n"


def ends(folder: Path) -> set[int]:
    """Where in their installments the statements of episodes are revealed."""
    places = [it for s in statements(folder) for alternative in s.alternatives for it in alternative.positions]
    return {it.seconds for it in places if it.kind == "installment" and it.number == 1}


def test_times_that_count_down_are_refused_and_asked_about(tmp_path: Path) -> None:
    rows = "lh1,0:40:00,0:39:00,ana\nlh1,0:39:00,0:30:00,keeper\nlh1,0:10:00,0:20:00,ana\n"
    facts = "subject,verb,object,revealed\nana,meets,keeper,lh1@0:12:00\nana,fights,keeper,lh1@0:12:00; lh1@0:13:00\n"
    report, folder = small(tmp_path, scenes=SCENES + rows, facts=facts)
    assert told(report.problems) == [("scenes.csv", 2, "times-refused")]
    assert report.problems[0].hint.startswith("do these times count down?")
    assert ends(folder) == {END}
    assert report.counts["scenes"] == 3


def test_one_scene_that_ends_before_it_starts_loses_its_own_times(tmp_path: Path) -> None:
    rows = "lh1,0:10:00,0:09:00,ana\nlh1,0:20:00,0:30:00,keeper\n"
    report, folder = small(tmp_path, scenes=SCENES + rows, facts="subject,verb,revealed\n")
    assert told(report.problems) == [("scenes.csv", 2, "time-unusable")]
    assert ends(folder) == {END, 1800}


def test_times_beyond_the_length_are_refused(tmp_path: Path) -> None:
    """Minutes in the place of hours, say. Where the length is not known, nobody can tell."""
    rows = "lh1,10:02:00,11:03:00,ana\nlh1,12:00:00,12:30:00,keeper\nlh1,0:00:30,1:10:00,ana\n"
    facts = "subject,verb,object,revealed\nana,meets,keeper,lh1@0:12:00\nana,fights,keeper,lh1@20:12:00\n"
    report, folder = small(tmp_path, scenes=SCENES + rows, facts=facts)
    assert told(report.problems) == [("scenes.csv", 2, "times-refused")]
    assert ends(folder) == {END}
    unknown = "id,title,season,number\nlh1,lh,1,1\nlh2,lh,1,2\nlh3,lh,2,1\nis,is,,\n"
    report, _ = small(tmp_path / "b", scenes=SCENES + rows, facts=facts, installments=unknown)
    assert report.problems == ()


def test_a_stamp_keeps_all_its_members_and_alternatives(tmp_path: Path) -> None:
    facts = (
        "subject,verb,object,revealed\nana,meets,keeper,lh2@10:00 + lh1; lh3@soon\nana,fights,keeper,lh2@1:0 + lh1\n"
    )
    report, folder = small(tmp_path, facts=facts, scenes=SCENES)
    assert ("facts.csv", 2) in {(it.file, it.line) for it in report.problems}
    assert [[len(it.positions) for it in fact.alternatives] for fact in statements(folder)] == [[2, 1], [2]]
    for fact in statements(folder):
        assert all(it.seconds == END for alternative in fact.alternatives for it in alternative.positions)
