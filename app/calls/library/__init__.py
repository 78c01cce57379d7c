"""Where a call begins: from nothing, from a template, or from a copy of an earlier call with its dates moved."""
