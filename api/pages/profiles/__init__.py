"""The country profiles as pages: what is covered, what each says, what a change would alter."""
