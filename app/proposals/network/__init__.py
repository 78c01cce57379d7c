"""The consent of the partner organisations of a network [D4]: asked by mail, answered without an account."""
