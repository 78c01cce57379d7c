"""Who listens to a call: who follows it, by account or by mail, and who comes to its sessions."""
