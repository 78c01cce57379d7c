"""Pure rules of reports: what is off track, what is missing, how figures and tables add up."""
