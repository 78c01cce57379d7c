"""Messages to segments of a call: receives words in two languages; hands on mails, each once, and what became of them."""
