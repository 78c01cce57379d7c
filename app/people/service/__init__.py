"""What can be done with people: sign in, take roles, keep organisations."""
