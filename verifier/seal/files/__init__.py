"""Files that carry their own signature: signed PDFs, signed messages, signed containers."""
