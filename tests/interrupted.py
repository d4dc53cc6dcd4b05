"""A command that is told to end while it still loads."""

from __future__ import annotations

import signal
import subprocess
import sys

_PROGRAM = """
import os, runpy, signal, sys
module, awaited, number, *words = sys.argv[1:]
signal.signal(signal.SIGINT, signal.default_int_handler)

class Looks:
    def find_spec(self, name, *_):
        if name == awaited:
            os.kill(os.getpid(), int(number))

sys.meta_path.insert(0, Looks())
sys.argv = [module, *words]
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""


def interrupted(module: str, loads: str, sent: signal.Signals, *words: str) -> subprocess.CompletedProcess[str]:
    """How `python -m MODULE WORDS` ends that is sent a signal in the moment in which it begins to load `loads`."""
    command = [sys.executable, "-c", _PROGRAM, module, loads, str(int(sent)), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
