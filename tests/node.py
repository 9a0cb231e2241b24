"""Node: the site's scripts without a page, so that a test can hold what they say against what Python says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from portal.form.tables import tables
from portal.validate.language import Language

NODE = shutil.which("node")
SCRIPTS = Path(__file__).resolve().parent.parent / "templates" / "assets" / "js"

needs_node = pytest.mark.skipif(NODE is None and "CI" not in os.environ, reason="Node is not there")


def from_node(scripts: Iterable[str], work: str) -> Any:
    """What `work`, the body of an asynchronous function, hands back after `scripts`."""
    told = f"(async () => {{{work}\n}})().then(it => console.log(JSON.stringify(it)))"
    program = ";\n".join(["globalThis.window = globalThis; globalThis.portal = {}", *scripts, told])
    done = subprocess.run([NODE or "node", "-"], input=program, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def from_record(work: str, data: object, known: Mapping[str, Any] | None = None) -> Any:
    """What the expression `work` gives for `data`, which it calls `it`, after all that the form knows of a record.

    The form's checks have the tables `known`; without them those of a site that has no words of its own.
    """
    scripts = [file.read_text("utf-8") for file in sorted((SCRIPTS / "record").glob("*.js"))]
    know = f"portal.form.know({_literal(tables(Language()) if known is None else known)})"
    return from_node([*scripts, know], f"const it = {_literal(data)}; const {{ form }} = portal; return {work}")


def _literal(data: object) -> str:
    """`data` for a script. A literal would take the field `__proto__` for something else; JSON in a text does not."""
    return f"JSON.parse({json.dumps(json.dumps(data))})"
