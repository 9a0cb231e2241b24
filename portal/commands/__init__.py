"""What the commands beside a build do, from what was asked for to what is told: `check` of some files, and `new`."""
