"""Pure rules of agreements: annexes and periods as plain values."""
