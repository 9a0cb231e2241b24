"""Hostile text: whatever stands in a free-text field of a vacancy comes out as text, and as nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from builtsite import PROJECT

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea></style></noscript><svg/onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>press</a>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><button>",
    "<math><mtext></p><style><img src onerror=alert(1)>",
    "<!-- ",
    "-->",
    "<!--><script>alert(1)</script>",
    "]]><x>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "` onmouseover=`alert(1)",
    '"]};alert(1)//',
    '"}</script>',
    "\\u003cscript\\u003ealert(1)",
    "\\x3cscript>",
    "\\",
    '\\"',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "https://user:word@evil.example/",
    "[press](javascript:alert(1))",
    "[press](data:text/html;base64,PHNjcmlwdD4=)",
    "![pixel](https://evil.example/pixel.gif)",
    "[press](//evil.example)",
    "<javascript:alert(1)>",
    "<https://evil.example/>",
    "[press]: javascript:alert(1)",
    "{{ 7*7 }}",
    "{{7*7}}",
    "{% raw %}",
    "{% include 'layouts/base.html.jinja' %}",
    "{# note #}",
    "{{ config.__class__ }}",
    "{{ ''.__class__.__mro__ }}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{{=7*7}}",
    "[[7*7]]",
    "%s",
    "%(title)s",
    "%n%n%n",
    "{0}",
    "{title}",
    "{0.__class__}",
    "$(id)",
    "`id`",
    "; rm -rf /",
    "| cat /etc/passwd",
    "../../../etc/passwd",
    "::error file=x::injected",
    "##[error]injected",
    "=1+1",
    "@SUM(1)",
    "+1",
    "-1",
    "&lt;script&gt;",
    "&amp;amp;",
    "&#60;script&#62;",
    "&#x3c;",
    "&nbsp;",
    "&notanentity;",
    "R&D for <18s",
    "a < b && c > d",
    "5 > 3",
    "“quoted” ‘text’",
    "it's",
    'O\'Brien & "Sons"',
    "Seirbhís",
    "Iechyd meddwl",
    "عربى",
    "עברית",
    "中文",
    "👩🏽‍⚕️",
    "ﬁ",
    "Z̸a̷l̶g̵o̴",
    "ſcript",
    "＜script＞",
    "İstanbul",
    "ß",
    "x" * 60,
    "null",
    "true",
    "0123",
    "1e309",
    "2026-11-22",
)
SECRET_SEPARATORS = ("\u2028", "\u2029", "\u0000", "\u202e", "\u200b", "\ufeff", "\u001b[31m", "\u0085")
SLUG = "hostile"
PLACE = f"content/vacancies/{SLUG}.yaml"

Path_ = tuple[str | int, ...]


def leaves(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, str]]:
    """Every text in `data` with the path to it."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))


def replaced(data: Any, texts: dict[Path_, str], path: Path_ = ()) -> Any:
    """`data` with the texts at some paths replaced."""
    if isinstance(data, dict):
        return {key: replaced(value, texts, (*path, key)) for key, value in data.items()}
    if isinstance(data, list):
        return [replaced(value, texts, (*path, index)) for index, value in enumerate(data)]
    return texts.get(path, data)


class Bench:
    """A project with one vacancy that has every field, and the fields of it that take any text."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "content" / "vacancies").mkdir(exist_ok=True)
        template = PROJECT / "content" / "vacancies" / "_template.yaml"
        self.record = as_strings(yaml.load(template.read_text("utf-8"), yaml.BaseLoader))
        self.free = self._free_fields()

    def write(self, texts: dict[Path_, str]) -> list[Path_]:
        """Write the record with `texts` in it; the path of each of its lines."""
        written = json.dumps(replaced(self.record, texts), indent=1, ensure_ascii=False)
        (self.root / PLACE).write_text(written, "utf-8")
        return []


def as_strings(data: Any) -> Any:
    return data
