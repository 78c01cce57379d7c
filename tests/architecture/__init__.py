"""The laws of the house, each as a test: they read the code, so that nobody has to remember them."""
