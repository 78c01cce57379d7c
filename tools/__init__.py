"""Commands of the house that are not the product: the suite's runner, migrations, messages."""
