"""Everything, for the first time: our tables as SQL, the audit chain's triggers, the job queue."""

from __future__ import annotations

from pathlib import Path

from alembic import op
from procrastinate.schema import SchemaManager

from api.audit.chain import TRIGGERS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = Path(__file__).parent / "sql" / "0001"


def upgrade() -> None:
    """Apply."""
    tables = [path.read_text(encoding="utf-8") for path in sorted(_TABLES.glob("*.sql"))]
    for statements in (*tables, *TRIGGERS, SchemaManager.get_schema()):
        # psycopg reads a lone percent sign as a parameter.
        op.get_bind().exec_driver_sql(statements.replace("%", "%%"))


def downgrade() -> None:
    """Refuse: what was decided is never taken back by a schema."""
    raise NotImplementedError
