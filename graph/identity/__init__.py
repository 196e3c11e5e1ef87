"""One event told by several documents: identity, corroboration, contradictions, tolls, corrections."""
