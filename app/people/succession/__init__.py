"""Who answers for an organisation: handed over by its owner, or claimed when the owner is gone; never by asking staff."""
