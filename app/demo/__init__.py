"""A demonstration installation, lived through the product's own verbs; amounts and CSO names are fictional."""
