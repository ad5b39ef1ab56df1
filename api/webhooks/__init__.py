"""Telling platforms what happened, by the Standard Webhooks specification."""
