"""Receives people and organisations; hands on who somebody is and what he or she may do."""
