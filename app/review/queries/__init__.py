"""Named reads of review, by the part of the process."""
