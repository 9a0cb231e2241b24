"""Handing over: data for scripts of ours, in scripts, since from a disk a page may load scripts and nothing else."""

from __future__ import annotations

import json


def script(name: str, data: object) -> bytes:
    """The script that hands `data` to the page under `name`; `portal.load` waits for it in the browser."""
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'portal.receive("{name}",{words})\n'.encode()
