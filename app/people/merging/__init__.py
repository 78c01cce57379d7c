"""One organisation that registered twice: found by RFC and name, compared side by side, merged by the team."""
