"""The architecture: which room may import which, and what only one room may do.

`ROOMS` is the one table of it. `python3 tests/test_architecture.py` writes it into docs/architecture.md,
between the two markers; a test fails while it is not in step.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- rooms: begin -->", "<!-- rooms: end -->"
