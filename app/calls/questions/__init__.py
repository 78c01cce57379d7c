"""Questions about a call: receives what anybody asks until their close; hands on answers, once for all [B6, N14]."""
