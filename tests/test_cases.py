"""The cases: each mistake gives exactly the text that stands beside it, and each good record gives none."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import casebook
import pytest

RULES_BY_HAND = casebook.PROJECT / "docs" / "rules.md"


@pytest.mark.parametrize("case", casebook.all_cases(), ids=lambda case: f"{case.rule}/{case.name}")
def test_a_mistake_is_told_exactly_as_expected(
    case: casebook.Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_expected: bool
) -> None:
    """The whole output for a case is its `.expected` file, and of its folder's rule alone.

    A message for what only follows from a mistake would make an editor look for a second one.
    """
    case.lay_out(tmp_path, monkeypatch)
    outcome = casebook.look_at(tmp_path, case.asked)
    told = casebook.told(outcome)
    if update_expected:
        case.expected.write_text(told, "utf-8")
    assert told == case.expected.read_text("utf-8")
    assert {found.rule for found in outcome.report.found} == {case.rule}


@pytest.mark.parametrize("file", sorted(casebook.VALID.iterdir()), ids=lambda file: file.name)
def test_a_good_record_gives_no_message(file: Path, tmp_path: Path) -> None:
    """What may be written is not complained of, not even by a warning."""
    shutil.copytree(casebook.SMALL, tmp_path, dirs_exist_ok=True)
    shutil.copyfile(file, tmp_path / "content" / "vacancies" / file.name)
    outcome = casebook.look_at(tmp_path)
    assert [found.message for found in outcome.report.found] == []
    assert f"content/vacancies/{file.name}" in outcome.sources


def test_the_smallest_site_has_no_mistakes() -> None:
    """What every case is laid over is itself without a mistake, so that a case shows its own alone."""
    assert casebook.look_at(casebook.SMALL).report.found == []


def test_every_rule_has_a_failing_case() -> None:
    """No rule is without a case, and no case is of a rule that is gone."""
    assert {case.rule for case in casebook.all_cases()} == rule_names()


def test_every_rule_has_a_section_in_the_documentation() -> None:
    """`docs/rules.md` explains each rule once, and none that is gone; its table of contents names each."""
    text = RULES_BY_HAND.read_text("utf-8")
    sections = re.findall(r"^#+ `([a-z0-9-]+)`", text, re.MULTILINE)
    assert sorted(sections) == sorted(rule_names())
    assert set(re.findall(r"\(#([a-z0-9-]+)\)", text)) >= rule_names()


def test_the_documentation_says_which_rules_only_warn() -> None:
    """A section says "A warning." just where the messages say `warning[…]`."""
    sections = re.split(r"^### `", RULES_BY_HAND.read_text("utf-8"), flags=re.MULTILINE)[1:]
    documented = {text.split("`")[0] for text in sections if "\n\nA warning.\n\n" in text}
    told = "".join(case.expected.read_text("utf-8") for case in casebook.all_cases())
    assert documented == set(re.findall(r"^warning\[([a-z0-9-]+)\]", told, re.MULTILINE))


def rule_names() -> set[str]:
    """The name of every rule in the code: whatever is handed on under the name `rule`."""
    trees = [ast.parse(file.read_text("utf-8")) for file in sorted((casebook.PROJECT / "portal").rglob("*.py"))]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    takers = {"Diagnostic": 0, **dict(_takers(nodes))}
    tables = {name: node.value for node in nodes if isinstance(node, ast.Assign) for name in _names(node.targets)}
    return {name for node in nodes for name in (*_named_in_call(node, takers), *_named_in_loop(node, tables))}


def _takers(nodes: list[ast.AST]) -> Iterator[tuple[str, int]]:
    """Each function that takes a `rule`, and which of its arguments that is."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            if "rule" in names:
                yield node.name, names.index("rule")


def _named_in_call(node: ast.AST, takers: dict[str, int]) -> Iterator[str]:
    if isinstance(node, ast.Call):
        place = takers.get(_name(node.func))
        if place is not None and len(node.args) > place:
            yield from _constant(node.args[place])


def _named_in_loop(node: ast.AST, tables: dict[str, ast.expr]) -> Iterator[str]:
    """The rules of a table that a loop goes through as `for rule, … in …`."""
    if isinstance(node, ast.For) and isinstance(node.target, ast.Tuple) and _name(node.target.elts[0]) == "rule":
        table = tables.get(_name(node.iter), node.iter)
        for row in ast.iter_child_nodes(table):
            if isinstance(row, ast.Tuple):
                yield from _constant(row.elts[0])


def _names(nodes: list[ast.expr]) -> list[str]:
    return [_name(node) for node in nodes]


def _name(node: ast.AST) -> str:
    return str(getattr(node, "id", None) or getattr(node, "attr", ""))


def _constant(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
