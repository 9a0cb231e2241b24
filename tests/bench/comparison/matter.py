"""Front matter: a plain value as the head of a Markdown file."""

from __future__ import annotations

import json

import yaml

from comparison.corpus import Plain


def yaml_matter(front: Plain) -> str:
    """`front` as YAML between two lines of hyphens."""
    text = yaml.dump(front, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=100)
    return f"---\n{text}---\n"


def json_matter(front: Plain) -> str:
    """`front` as JSON, which Hugo takes as it is."""
    return f"{json.dumps(front, ensure_ascii=False, indent=1)}\n"
