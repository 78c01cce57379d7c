"""Answers that everybody has read already, corrected in public: one person writes it, another publishes it."""
