"""What Alembic runs for each upgrade: our connection, our transaction.

In: `config.attributes["connection"]`. Out: the steps of `versions/`, run on it.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
