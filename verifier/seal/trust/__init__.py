"""What the operator trusts: loading anchors, keeping them, and finding the one that signs."""
