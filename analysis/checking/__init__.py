"""How far the numbers can be trusted: codings, agreement, corrections, the validity card."""
