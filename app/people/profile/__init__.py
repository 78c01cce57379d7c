"""What an organisation keeps once: its bank account, its board, its representative's mandate and its papers."""
