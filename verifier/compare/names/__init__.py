"""One person's name in two places: the same, the same by a named rule, likely, or different."""

from verifier.compare.names.compare import compare_names
from verifier.compare.names.name import AlignedPart, Name, NameComparison, Verdict

__all__ = ["AlignedPart", "Name", "NameComparison", "Verdict", "compare_names"]
