"""The environment: `.venv` beside `build.py`, made on first use from pinned and hashed requirements.

Runs on a bare Python: nothing but the standard library may be imported here.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from pathlib import Path

from portal.cellar.locks import held
from portal.cellar.trouble import Trouble

FOLDER = ".venv"
STAMP = "portal-set-up.txt"
RUN_AGAIN = "PORTAL_RUN_AGAIN"
"""Set for the command that runs again in `.venv`, so that it never does so a second time."""

REQUIREMENT = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>[^\\#]+))?", re.MULTILINE
)
NO_NETWORK = re.compile(r"connection|timed out|timeout|resolve|resolution|proxy|unreachable", re.IGNORECASE)


class SetUpFailed(Trouble):
    """The environment cannot be made or used. The text is one line that says what to do."""


def prepare(root: Path, names: Sequence[str], say: Callable[[str], None]) -> None:
    """Return if this interpreter has all that the requirement files `names` in `root` pin.

    Otherwise set up `.venv` where that is still to be done, and run the same command again in it, without
    coming back. `say` gets a line of news. Raises SetUpFailed.
    """
    files = [root / name for name in names]
    again = os.environ.pop(RUN_AGAIN, None)
    missing = list(missing_from_here(files))
    if not missing:
        return
    folder = root / FOLDER
    if again:
        raise SetUpFailed(f"{FOLDER} has no {missing[0]}: remove the folder {folder} and run the same command again")
    if not (_is_foreign(folder) or _is_current(folder, files)):
        _set_up(folder, files, say)
    _run_again(_python(folder))


def run_tests(root: Path, arguments: Sequence[str]) -> int:
    """Run pytest on the project with `arguments`; its exit code."""
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=root, check=False).returncode


def missing_from_here(files: Sequence[Path]) -> Iterator[str]:
    """The pinned requirements (`name==version`) that this interpreter has not, or in another version."""
    for file in files:
        for found in REQUIREMENT.finditer(file.read_text("utf-8")):
            if applies(found["marker"] or "") and _installed(found["name"]) != found["version"]:
                yield f"{found['name']}=={found['version']}"


def applies(marker: str) -> bool:
    """Whether a requirement's marker, such as `sys_platform == 'win32'`, is true of this machine.

    Knows only what our requirement files use; raises SetUpFailed for anything else.
    """
    if not marker.strip():
        return True
    known = {
        "sys_platform": sys.platform,
        "platform_system": platform.system(),
        "platform_python_implementation": platform.python_implementation(),
    }
    match ast.parse(marker.strip(), mode="eval").body:
        case ast.Compare(ast.Name(name), [ast.Eq()], [ast.Constant(value)]) if name in known:
            return known[name] == value
        case ast.Compare(ast.Name(name), [ast.NotEq()], [ast.Constant(value)]) if name in known:
            return known[name] != value
    raise SetUpFailed(f"the requirement files have a marker that portal/front/environment.py cannot read: {marker}")


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _python(folder: Path) -> Path:
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def _is_foreign(folder: Path) -> bool:
    """Whether somebody else made `.venv`: then it is used as it is, and never changed or removed."""
    return folder.exists() and not (folder / STAMP).is_file()


def _is_current(folder: Path, files: Sequence[Path]) -> bool:
    """Whether a finished set-up of these very files is there, and its Python still is."""
    try:
        stamp = (folder / STAMP).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return False
    return _python(folder).exists() and set(_stamp_lines(folder, files)) <= set(stamp)


def _stamp_lines(folder: Path, files: Sequence[Path]) -> Iterator[str]:
    # After an upgrade of the system the link may lead to another Python, which has none of our packages.
    yield f"python {_python(folder).resolve()}"
    for file in files:
        yield f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}"


def _set_up(folder: Path, files: Sequence[Path], say: Callable[[str], None]) -> None:
    """Make `.venv`, or bring it up to date. Of two at once the second waits for the first."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise SetUpFailed(_no_venv_module())
    lock = folder.with_name(f"{FOLDER}.lock")
    try:
        with held(lock, lambda: say(f"build.py: waiting for another set-up of {FOLDER}")):
            if not _is_current(folder, files):
                say(f"build.py: setting up {FOLDER}, once, from {' and '.join(file.name for file in files)} …")
                _make(folder)
                _install(folder, files)
    except OSError as error:
        raise SetUpFailed(f"cannot write {folder}: {error.strerror}; nothing was set up") from error


def _no_venv_module() -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return (
        f"this Python {version} has no venv module; "
        f"on Debian or Ubuntu type `sudo apt install python{version}-venv`, then run the same command again"
    )


def _make(folder: Path) -> None:
    """Make an empty environment, unless a finished one of ours is there to be brought up to date."""
    stamp = folder / STAMP
    if not (_python(folder).exists() and stamp.is_file() and stamp.read_text("utf-8")):
        # Either there is none, or its making was interrupted: what a half-made one holds cannot be trusted.
        # Whoever looks meanwhile finds none, or one with a stamp: without, it would be taken for somebody else's.
        other = folder.with_name(f"{FOLDER}-staging-new")
        shutil.rmtree(other, ignore_errors=True)
        if folder.exists():
            folder.rename(other)
            shutil.rmtree(other)
        other.mkdir()
        (other / STAMP).touch()
        other.rename(folder)
        done = _run([sys.executable, "-I", "-m", "venv", str(folder)])
        if done.returncode:
            raise SetUpFailed(f"cannot make {folder}: {_last_line(done.stdout + done.stderr)}")


def _install(folder: Path, files: Sequence[Path]) -> None:
    """Install all that `files` pin, and stamp the environment as finished when it is."""
    stamp = folder / STAMP
    stamp.write_text("", "utf-8")
    done = _run(
        [
            str(_python(folder)),
            "-I",
            "-m",
            "pip",
            "--no-input",
            "--disable-pip-version-check",
            "-q",
            "install",
        ]
        + ["--require-hashes", "--only-binary", ":all:", "--retries", "2"]
        + [argument for file in files for argument in ("-r", str(file))]
    )
    if done.returncode:
        raise SetUpFailed(why_pip_failed(done.stderr))
    stamp.write_text("\n".join(_stamp_lines(folder, files)) + "\n", "utf-8")


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    # Somebody's pip settings for other places (`--user`, `--target`) would install beside the environment.
    settings = {name: value for name, value in os.environ.items() if name not in ("PIP_TARGET", "PIP_PREFIX")}
    settings["PIP_USER"] = "0"
    return subprocess.run(command, env=settings, capture_output=True, text=True, errors="replace", check=False)


def why_pip_failed(output: str) -> str:
    reason = _last_line("\n".join(line for line in output.splitlines() if line.startswith("ERROR")) or output)
    if NO_NETWORK.search(output):
        return f"the first use needs the network, and it cannot be reached; try again later ({reason})"
    return f"the packages cannot be installed; nothing else was changed ({reason})"


def _last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1].removeprefix("ERROR: ") if lines else "no reason given"


def _run_again(python: Path) -> None:
    command = [str(python), *sys.argv]
    settings = {**os.environ, RUN_AGAIN: "1"}
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        if os.name == "nt":
            # There exec gives the console back before the command has ended.
            raise SystemExit(subprocess.run(command, env=settings, check=False).returncode)
        os.execve(python, command, settings)  # noqa: S606 (it is our own Python)
    except OSError as error:
        raise SetUpFailed(
            f"cannot run {python}: {error.strerror}; remove the folder {python.parent.parent} and try again"
        ) from error
