"""What the pages say, in every language that the reasons speak."""
