"""The language server: an editor that has it completes, explains and checks records from the first line alone.

It is yaml-language-server, which the extension that `.vscode` recommends brings along; here it is asked over its
own protocol, with the settings that an editor has of its own accord.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from builtsite import PROJECT

NODE = shutil.which("node")
SERVER = PROJECT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
MODELINE = "# yaml-language-server: $schema=../../schema/vacancy.schema.json\n"
RECORD = PROJECT / "content" / "vacancies" / "not-written-yet.yaml"

pytestmark = pytest.mark.skipif(
    not (NODE and SERVER.exists()) and "CI" not in os.environ, reason="Node or yaml-language-server is not there"
)


class Server:
    """A running language server, and as much of its protocol as is needed to ask it something."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [NODE or "node", SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.number = 0
        self.uri = ""

    def send(self, method: str, params: object, **more: object) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        self._write(body)

    def ask(self, method: str, params: object) -> Any:
        """What the server answers."""
        self.number += 1
        self.send(method, params, id=self.number)
        return self.wait(lambda message: message.get("id") == self.number and "method" not in message)["result"]

    def wait(self, wanted: Any) -> dict[str, Any]:
        """The first message that is `wanted`, of those that come from now on; the server's questions are answered."""
        while True:
            message = self._read()
            if "method" in message and "id" in message:
                self._answer(message)
            elif wanted(message):
                return message

    def open(self, text: str) -> list[dict[str, Any]]:
        """What the server finds wrong with `text` as a record, which is open from now on: each has its own file."""
        self.number += 1
        self.uri = RECORD.with_stem(f"{RECORD.stem}-{self.number}").as_uri()
        document = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": document})
        told = self.wait(lambda message: message.get("params", {}).get("uri") == self.uri)
        assert told["method"] == "textDocument/publishDiagnostics"
        found = told["params"]["diagnostics"]
        assert isinstance(found, list)
        return found

    def at(self, method: str, line: int, column: int) -> Any:
        """What the server answers about a place of the open record, counted from 0."""
        place = {"line": line, "character": column}
        return self.ask(f"textDocument/{method}", {"textDocument": {"uri": self.uri}, "position": place})

    def _answer(self, question: dict[str, Any]) -> None:
        """Nothing is set: an editor without settings of ours."""
        asked = question["params"].get("items", []) if question["method"] == "workspace/configuration" else None
        result = None if asked is None else [None] * len(asked)
        self._write(json.dumps({"jsonrpc": "2.0", "id": question["id"], "result": result}).encode())

    def _write(self, body: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message = json.loads(self.process.stdout.read(length))
        assert isinstance(message, dict)
        return message


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One for all: it takes a second to begin."""
    running = Server()
    try:
        capabilities = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}, "hover": {}}}
        running.ask("initialize", {"processId": None, "rootUri": PROJECT.as_uri(), "capabilities": capabilities})
        running.send("initialized", {})
        yield running
    finally:
        running.process.kill()
        running.process.communicate()


def labels(answer: Any) -> set[str]:
    return {item["label"] for item in answer["items"]}


def test_a_good_record_is_not_complained_of(server: Server) -> None:
    """As one may write it, and so that the next tests are not about a server that found no schema."""
    file = next(file for file in sorted(RECORD.parent.glob("*.yaml")) if file.name[0] != "_")
    assert server.open(file.read_text("utf-8")) == []


def test_a_mistake_is_underlined_where_it_is(server: Server) -> None:
    """An unknown field, and a word that is not of the vocabulary."""
    found = server.open(f"{MODELINE}title: Play Therapist\nemployr: example\npay:\n  period: yearly\n")
    told = {(mistake["range"]["start"]["line"], mistake["message"].split("\n")[0]) for mistake in found}
    lines = {line for line, _ in told}
    assert {2, 4} <= lines
    assert any("employr" in message for line, message in told if line == 2)
    assert any("year" in message for line, message in told if line == 4)


def test_the_names_of_fields_are_completed(server: Server) -> None:
    server.open(f"{MODELINE}title: Play Therapist\nclos\n")
    assert {"closing_date", "closing_time", "closing_basis"} <= labels(server.at("completion", 2, 4))


def test_the_words_of_a_vocabulary_are_completed(server: Server) -> None:
    server.open(f"{MODELINE}title: Play Therapist\nwork_mode: \n")
    assert {"on_site", "hybrid", "remote"} <= labels(server.at("completion", 2, 11))


def test_a_field_is_explained_where_one_points_at_it(server: Server) -> None:
    """In the words of the schema, which are those of docs/record.md."""
    schema = json.loads((PROJECT / "schema" / "vacancy.schema.json").read_text("utf-8"))
    server.open(f"{MODELINE}title: Play Therapist\nclosing_date: 2026-03-31\n")
    told = server.at("hover", 2, 3)["contents"]["value"]
    assert schema["properties"]["closing_date"]["description"].split(".")[0] in told


def test_the_settings_for_an_editor_name_schemas_that_are_there() -> None:
    """They say the same as the first lines of the records, for an editor that does not read those."""
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text("utf-8"))
    for schema, files in settings["yaml.schemas"].items():
        assert (PROJECT / schema).is_file()
        assert list(PROJECT.glob(files))
    recommended = json.loads((PROJECT / ".vscode" / "extensions.json").read_text("utf-8"))["recommendations"]
    assert recommended == ["redhat.vscode-yaml"]
