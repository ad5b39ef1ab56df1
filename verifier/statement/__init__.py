"""The statement of reasons and the receipt: signed papers a person can keep and show.

They carry the fields and clocks that EU law asks for; they are not legal advice.
"""
