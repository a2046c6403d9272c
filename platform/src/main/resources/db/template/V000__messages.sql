-- Each module's own copy, in its own schema (the search path is set by the migration).

-- One effect and one answer per key of a principal; written in the transaction of the effect.
CREATE TABLE idempotency_key (
  principal   uuid        NOT NULL,
  key         text        NOT NULL,
  fingerprint bytea       NOT NULL,
  status      smallint    NOT NULL,
  headers     text        NOT NULL,
  body        bytea       NOT NULL,
  subject     uuid,
  created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (principal, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

-- Events wait here until every handler has committed its effect. A lane keeps the order of its aggregates.
CREATE TABLE outbox (
  seq               bigserial   PRIMARY KEY,
  id                uuid        NOT NULL UNIQUE,
  lane              smallint    NOT NULL,
  aggregate_id      uuid        NOT NULL,
  aggregate_version bigint      NOT NULL,
  type              text        NOT NULL,
  payload           text        NOT NULL,
  at                timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts          int         NOT NULL DEFAULT 0,
  next_attempt_at   timestamptz NOT NULL DEFAULT '-infinity'
);
CREATE INDEX outbox_lane ON outbox (lane, seq);

-- What a handler has done, so that an event delivered again has no second effect.
CREATE TABLE inbox (
  handler    text        NOT NULL,
  event_id   uuid        NOT NULL,
  handled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (handler, event_id)
);
CREATE INDEX inbox_age ON inbox (handled_at);
