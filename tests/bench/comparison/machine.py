"""The machine, and the versions of what was measured on it, in one sentence each."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

GIGABYTE = 1 << 30


def machine() -> str:
    """ "Linux, 2 cores of Some Processor, 24 GB"."""
    return f"{platform.system()}, {os.cpu_count()} cores of {_processor()}, {_memory()}"


def _processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", _text("/proc/cpuinfo"), re.MULTILINE)
    return found[1] if found else platform.processor() or platform.machine()


def _memory() -> str:
    found = re.search(r"^MemTotal:\s+(\d+) kB", _text("/proc/meminfo"), re.MULTILINE)
    return f"{int(found[1]) * 1024 / GIGABYTE:.0f} GB" if found else "memory unknown"


def load() -> float:
    """How many programs wanted a core in the last minute, on average."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def versions(of_peers: Mapping[str, str]) -> str:
    """ "Python 3.11.7, pagefind 1.5.2, Hugo 0.168.0"."""
    own = {"Python": platform.python_version(), "Pagefind": metadata.version("pagefind_bin")}
    return ", ".join(f"{name} {version}" for name, version in {**own, **of_peers}.items())


def _text(path: str) -> str:
    file = Path(path)
    return file.read_text("utf-8") if file.is_file() else ""
