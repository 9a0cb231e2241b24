"""The profile: every stage has a line, in the order in which they were done."""

from __future__ import annotations

from portal.front.profile import Profile


def test_each_stage_has_a_line_with_its_seconds_and_all_of_them_one_more() -> None:
    said: list[str] = []
    profile = Profile(said.append)
    profile.step("reading content/")
    profile.step("making 3 of 4 files")
    head, *lines = profile.told()
    assert said == ["reading content/", "making 3 of 4 files"]
    assert head.split()[0] == "stage"
    assert [line[:44].strip() for line in lines] == ["starting", "reading content/", "making 3 of 4 files", "all"]
    assert all(float(line[44:53]) >= 0 for line in lines)
