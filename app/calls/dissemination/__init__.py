"""Where a call was spread [B11]: receives what staff note; hands on the log and how far it reached, by state."""
