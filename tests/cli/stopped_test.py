#!/usr/bin/env python3
"""`check`, `explain` and `rank --dry-run` stop at Ctrl-C, SIGTERM or SIGHUP with a message and exit code 130.

The signal is sent once the command watches for it, which /proc tells; a run that ended before is given again.

usage: stopped_test.py CARESHED ROOT
"""

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sample_study import brief_copy

INTERRUPTED = 130
MOST_TRIES = 20
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def watches(process: subprocess.Popen, number: int) -> bool:
    """Whether the process has a handler for the signal."""
    lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    caught = next((int(line.split()[1], 16) for line in lines if line.startswith("SigCgt:")), 0)
    return bool(caught >> (number - 1) & 1)


def heed_signals() -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)


def stopped(command: list[str], number: int) -> tuple[int, str]:
    """Exit code and standard error of a run that got the signal as soon as it watched for it."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               text=True, preexec_fn=heed_signals)  # fmt: skip
    while process.poll() is None and not watches(process, number):
        time.sleep(0.001)
    process.send_signal(number)
    _, said = process.communicate()
    return process.returncode, said


def main(program: str, root: str) -> int:
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        scenario = str(brief_copy(Path(root), Path(name) / "city"))
        for verb in (["check", scenario], ["explain", scenario], ["rank", scenario, "--dry-run"]):
            for number in SIGNALS:
                code, said = 0, ""
                for _ in range(MOST_TRIES):
                    code, said = stopped([program, *verb, "--no-cache"], number)
                    if code != 0:
                        break
                holds = code == INTERRUPTED and said.count("error: interrupted") == 1
                failures += not holds
                print("ok    " if holds else "FAILED", f"{verb[0]} {number.name}: exit code {code}, {said.strip()}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
