"""The arguments room: what is understood, and what is refused in one line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from portal.front.arguments import COMMANDS, BadArguments, Options, understand


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ("", Options(command="build")),
        ("build --strict", Options(command="build", strict=True)),
        ("--today 2025-11-10 build", Options(command="build", today=date(2025, 11, 10))),
        ("build --today 2025-11-10", Options(command="build", today=date(2025, 11, 10))),
        (
            "--format json check a.yaml b.yaml",
            Options(command="check", files=("a.yaml", "b.yaml"), format="json"),
        ),
        ("check --format json a.yaml", Options(command="check", files=("a.yaml",), format="json")),
        ("check --review a.yaml", Options(command="check", files=("a.yaml",), review=True)),
        ("check --since origin/main", Options(command="check", since="origin/main")),
        ("new Play area --employer larkfield", Options(command="new", title="Play area", employer="larkfield")),
        (
            "--file play --employer larkfield new Play",
            Options(command="new", title="Play", employer="larkfield", file="play"),
        ),
        ("--site-url https://example.org/x", Options(command="build", site_url="https://example.org/x/")),
        ("--output public", Options(command="build", output=Path("public"))),
        ("check --content ../other/content", Options(command="check", content=Path("../other/content"))),
        ("--no-search --profile", Options(command="build", search=False, profile=True)),
        ("serve --no-search", Options(command="serve", search=False)),
        ("serve --demo 300", Options(command="serve", demo=300)),
        (
            "--demo 30 --seed 7 --output public",
            Options(command="build", demo=30, seed=7, output=Path("public")),
        ),
        ("serve --port 8001 --host localhost", Options(command="serve", port=8001, host="localhost")),
        (
            "test -x -k search --strict",
            Options(command="test", test_arguments=("-x", "-k", "search", "--strict")),
        ),
    ],
)
def test_options_mean_the_same_before_and_after_the_command(arguments: str, options: Options) -> None:
    """And all that follows `test` is pytest's."""
    assert understand(arguments.split()) == options


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("biuld", "did you mean `build`?"),
        ("deploy", "there are build, check, new, serve and test"),
        ("build a.yaml", "only `check` takes files, and `a.yaml` was given"),
        ("new --employer larkfield", "`new` needs the title of the role"),
        ("new Play", "`new` needs --employer"),
        ("new Play --employer larkfield --demo 3", "leave --output and --demo away"),
        ("check --employer larkfield", "--employer and --file are for `new`"),
        ("--file play", "--employer and --file are for `new`"),
        ("--strict test", "put `test` first"),
        ("--port 8001", "--port and --host are for `serve`"),
        ("serve --port 65536", "`65536` is not a port"),
        ("serve --port -1", "argument --port"),
        ("check --output public", "`check` writes nothing"),
        ("check --no-search", "--no-search is for `build` and `serve`"),
        ("serve --profile", "--profile is for `build`"),
        ("--content records", "`records` is not called content"),
        ("--content=", "is not called content"),
        ("serve --demo 3 --content content", "leave one of them away"),
        ("--demo 300", "say by --output where the demonstration goes"),
        ("check --demo 300", "leave --demo away"),
        ("serve --demo 0", "`0` is not a number from 1"),
        ("serve --demo many", "`many` is not a number"),
        ("serve --seed 2", "--seed is for --demo"),
        ("serve --demo 3 --seed x", "`x` is not a whole number such as 7"),
        (f"serve --demo {'9' * 5000}", "is not a number from 1 to 100,000"),
        ("--today 2025-02-30", "`2025-02-30` is not a day such as 2025-11-10"),
        ("--today 10.11.2025", "is not a day"),
        ("--today 0001-01-01", "`0001-01-01` is not a day of the years 2001 to 2099"),
        ("serve --demo 20 --today 9999-12-31", "`9999-12-31` is not a day of the years 2001 to 2099"),
        ("--output=", "the name of the folder is empty"),
        ("--today", "expected one argument"),
        ("--site-url example.org", "is not an address such as https://example.org/jobs/"),
        ("--site-url ftp://example.org", "is not an address"),
        ("--site-url https://example.org/?a", "is not an address"),
        ("--site-url http://[", "is not an address"),
        ("--format xml", "'text', 'github', 'markdown', 'json'"),
        ("--since main", "--review and --since are for `check`"),
        ("serve --review", "--review and --since are for `check`"),
        ("check --review", "--review asks for files"),
        ("check a.yaml --since main", "leave files and --review away"),
        ("check --review --since main", "leave files and --review away"),
        ("check --since=", "is no name of a commit"),
        ("check --since=--all", "`--all` is no name of a commit"),
        ("--colour", "unrecognized arguments: --colour"),
        ("--toda 2025-11-10", "unrecognized arguments"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(arguments: str, words: str) -> None:
    """With what would make sense."""
    with pytest.raises(BadArguments) as refused:
        understand(arguments.split())
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_help_names_every_command_and_option(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads it needs no other page, and no wider window than most have."""
    monkeypatch.setenv("COLUMNS", "90")
    with pytest.raises(SystemExit) as ended:
        understand(["--help"])
    text = capsys.readouterr().out
    assert ended.value.code == 0
    options = "--today --site-url --output --content --no-search --profile --demo --seed --format --strict --review"
    options += " --since --employer --file --port --host"
    for word in (*COMMANDS, *options.split()):
        assert word in text
    assert max(map(len, text.splitlines())) <= 90
