"""Run by Alembic. The connection is handed in by ``compass.database.run_migrations``."""

from alembic import context

from compass.journeys import models  # noqa: F401  (fills the metadata)
from compass.orm import Base
from compass.reports import models as reports  # noqa: F401  (fills the metadata)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
