"""Photos of a paper, page by page, until they are bound into the PDF that a requirement asks for."""
