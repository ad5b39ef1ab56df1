"""What was done, by whom, in an order that cannot be rewritten unseen."""
