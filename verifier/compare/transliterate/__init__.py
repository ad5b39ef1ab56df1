"""From a name's own script to Latin letters, under each rule a document may have been issued by.

Tables are data (`verifier/compare/tables/romanisations/*.toml`), each with its source; this
package only applies them.
"""

from verifier.compare.transliterate.apply import romanise
from verifier.compare.transliterate.table import (
    Romanisation,
    romanisation,
    romanisations,
    romanisations_for,
)

__all__ = ["Romanisation", "romanisation", "romanisations", "romanisations_for", "romanise"]
