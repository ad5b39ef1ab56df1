"""The applicant's pages: choose, photograph, send, read every reason, answer, appeal.

Nothing here reaches the reviewer's report or notes; tests/pages holds it to that.
"""
