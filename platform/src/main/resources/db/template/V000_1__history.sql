-- Each module's own copy, in its own schema (the search path is set by the migration).

-- What has happened, for as long as somebody may ask: the same events as in the outbox, written by the same statement,
-- and still here when that has delivered and forgotten them.
CREATE TABLE history (
  id                uuid        PRIMARY KEY,
  -- what the event is part of: an order's id; the aggregate's own where there is no order
  order_id          uuid        NOT NULL,
  aggregate_id      uuid        NOT NULL,
  aggregate_version bigint      NOT NULL,
  type              text        NOT NULL,
  payload           text        NOT NULL,
  at                timestamptz NOT NULL
);
CREATE INDEX history_order ON history (order_id);
-- Rows come in the order of their time, so this costs next to nothing and is enough to find the old ones.
CREATE INDEX history_age ON history USING brin (at);
