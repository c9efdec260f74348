"""The release binary is hardened: position independent, read-only relocations bound at start, stack
protector and fortified calls.

usage: hardened.py BINARY
"""

import subprocess
import sys

from source_tree import report


def readelf(option: str, binary: str) -> str:
    done = subprocess.run(["readelf", "--wide", option, binary], capture_output=True, text=True, check=True)
    return done.stdout


def main() -> int:
    binary = sys.argv[1]
    dynamic, symbols = readelf("--dynamic", binary), readelf("--dyn-syms", binary)
    checks = {
        "is position independent (-fPIE -pie)": "DYN" in readelf("--file-header", binary),
        "has read-only relocations (-z relro)": "GNU_RELRO" in readelf("--program-headers", binary),
        "binds at start (-z now)": "BIND_NOW" in dynamic or "NOW" in dynamic,
        "has a stack protector": "__stack_chk_fail" in symbols,
        "has fortified calls (_FORTIFY_SOURCE)": "_chk@" in symbols.replace("__stack_chk_fail", ""),
    }
    for title, holds in checks.items():
        print(f"{'yes' if holds else 'NO '}  {title}")
    return report([title for title, holds in checks.items() if not holds], "the binary")


if __name__ == "__main__":
    sys.exit(main())
