"""A plan as a file for other programs: a calendar, a table, a checklist, JSON, a list for a tracker. One file a format.
Beside them `progress_files`: what somebody has seen.

Each format of a plan is a pure function of a plan and of its universe's name, so a file names an installment only where
the plan does, and holds nothing about its viewer: no progress, no key, no clock, no chance. May import model, questions
and the plan's answer.
"""

from intertwine.exports.errors import ExportError
from intertwine.exports.formats import FORMATS, Format, export, format_of

__all__ = ["FORMATS", "ExportError", "Format", "export", "format_of"]
