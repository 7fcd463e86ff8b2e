"""Alembic's entry: run the migrations over the database that archive.connect names."""

from alembic import context
from sqlalchemy import create_engine

from archive import schema

url = context.config.get_main_option("sqlalchemy.url")
assert url
engine = create_engine(url)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=schema.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
