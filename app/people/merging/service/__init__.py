"""The verb that makes one organisation of two."""
