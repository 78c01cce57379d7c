"""Load and scale beside a bare baseline on the same data: `make bench` writes results.md."""
