"""Demo: a folder of content that is invented from first to last, for demonstrations, tests and benchmarks."""
