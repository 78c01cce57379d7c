"""The archive: calls that are over leave the working lists of the team; the public goes on finding them."""
