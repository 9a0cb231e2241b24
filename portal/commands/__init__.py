"""Commands: what those beside a build do: `check` of some files or of what changed since a commit, and `new`."""
