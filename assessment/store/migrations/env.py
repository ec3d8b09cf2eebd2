"""Alembic's entry point: runs the migrations on the connection that :mod:`assessment.store.migrate` opened."""

from alembic import context

from assessment.store.table_base import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
context.run_migrations()
