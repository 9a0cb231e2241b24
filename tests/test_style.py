"""Style: ruff and mypy have nothing to say, by the rules in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("checker", [("ruff", "check", "--no-cache"), ("mypy", "--no-error-summary")], ids=" ".join)
def test_the_code_passes(root: Path, checker: tuple[str, ...]) -> None:
    """Its words are the reason, if it does not."""
    command = [sys.executable, "-m", *checker]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
