"""The verbs of agreements: draft, pass the pen, accept, sign, pay, end."""
