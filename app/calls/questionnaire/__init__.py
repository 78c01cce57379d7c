"""The call's own form: which parts every proposal fills in, in which order, and what the call says beside each."""
