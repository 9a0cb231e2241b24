"""A real Firefox, driven by its own remote protocol (Marionette), which needs nothing but the browser."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

ARGUMENTS = ("--headless", "--marionette", "--no-remote")
PREFERENCES = {
    "marionette.port": 0,  # any that is free
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.auto": False,
    "browser.shell.checkDefaultBrowser": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
PATIENCE = 30.0
"""Seconds after which a browser that should have begun, or an answer that should have come, has not."""


class Firefox:
    """A browser with a profile of its own in the empty `folder`. To be used in a `with` statement."""

    def __init__(self, executable: str, folder: Path) -> None:
        lines = (f'user_pref("{name}", {json.dumps(value)});\n' for name, value in PREFERENCES.items())
        (folder / "user.js").write_text("".join(lines), "utf-8")
        self._folder = folder
        self._log = folder / "said.txt"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [executable, *ARGUMENTS, "--profile", str(folder)],
                # It does not start as root with the home of somebody else, which a container may well have.
                env={**os.environ, "HOME": str(folder)},
                stdout=log,
                stderr=log,
            )
        self._number = 0

    def __enter__(self) -> Firefox:
        self._socket = socket.create_connection(("127.0.0.1", self._port()), timeout=PATIENCE)
        self._answers = self._socket.makefile("rb")
        self._read()
        self._ask("WebDriver:NewSession", {})
        return self

    def __exit__(self, *_: object) -> None:
        self._answers.close()
        self._socket.close()
        self._process.terminate()
        self._process.wait(PATIENCE)

    def open(self, address: str) -> None:
        """Go to `address`, and wait until the page is there."""
        self._ask("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *arguments: object) -> Any:
        """What the function body `script` returns on the page; `arguments` are its `arguments`."""
        return self._ask("WebDriver:ExecuteScript", {"script": script, "args": list(arguments)})["value"]

    def type(self, selector: str, text: str) -> None:
        """Type `text` into the element, in the place of what it holds."""
        self._ask("WebDriver:ElementClear", {"id": self._element(selector)})
        self._ask("WebDriver:ElementSendKeys", {"id": self._element(selector), "text": text})

    def click(self, selector: str) -> None:
        """Click the first such element that is on the page."""
        self._ask("WebDriver:ElementClick", {"id": self._element(selector)})

    def wait_for(self, selector: str, words: str) -> str:
        """Wait until the element has `words` in its text; its text."""
        end = time.monotonic() + PATIENCE
        text = ""
        while time.monotonic() < end:
            text = str(self.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector))
            if words in text:
                return text
            time.sleep(0.05)
        raise AssertionError(f"{selector} does not say {words!r} but {text!r}")

    def _element(self, selector: str) -> str:
        found = self._ask("WebDriver:FindElement", {"using": "css selector", "value": selector})["value"]
        element: str = next(iter(found.values()))
        return element

    def _port(self) -> int:
        """The port that the browser chose, once it has written it down."""
        file = self._folder / "MarionetteActivePort"
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            if file.exists() and (text := file.read_text("ascii")):
                return int(text)
            time.sleep(0.05)
        raise AssertionError(f"Firefox did not begin: {self._log.read_text('utf-8', 'replace')}")

    def _ask(self, command: str, values: dict[str, Any]) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, command, values]).encode()
        self._socket.sendall(f"{len(message)}:".encode() + message)
        _, _, error, result = self._read()
        assert error is None, f"{command}: {error}"
        return result

    def _read(self) -> Any:
        """One message: its length, a colon, and JSON."""
        length = b""
        while (byte := self._answers.read(1)) != b":":
            length += byte
        return json.loads(self._answers.read(int(length)))
