"""What every stage stands on and nothing of grants: clock, transactions, forms, pages, mail, audit."""
