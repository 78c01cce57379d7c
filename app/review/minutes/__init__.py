"""Minutes of the meetings of a commission: written, signed by those who were there, sealed, corrected by addenda [F8–F10]."""
