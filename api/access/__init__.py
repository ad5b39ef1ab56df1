"""Who is asking, what they may do, how often, and whether they asked before."""
