"""Late admission after a technical incident: receives what was reported, hands on one public act that two people sign."""
