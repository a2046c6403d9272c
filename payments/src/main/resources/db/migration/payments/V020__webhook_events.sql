-- What the provider told, once for each event of its own. Nothing is believed of it: it says where to look.
CREATE TABLE payments.webhook_event (
  id              uuid        PRIMARY KEY,
  -- the provider's; told again it changes nothing
  event_id        text        NOT NULL CONSTRAINT webhook_event_once UNIQUE,
  type            text        NOT NULL,
  created_at      timestamptz NOT NULL,
  object_id       text        NOT NULL,
  metadata        text        NOT NULL,
  payment         text,
  account         text,
  body            bytea       NOT NULL,
  received_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  attempts        int         NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  handled_at      timestamptz,
  -- given up until a person says otherwise
  dead_at         timestamptz,
  last_failure    text,
  CHECK (handled_at IS NULL OR dead_at IS NULL)
);
CREATE INDEX webhook_event_due ON payments.webhook_event (next_attempt_at) WHERE handled_at IS NULL AND dead_at IS NULL;
CREATE INDEX webhook_event_received ON payments.webhook_event (received_at, id);
CREATE INDEX webhook_event_dead ON payments.webhook_event (dead_at) WHERE dead_at IS NOT NULL;
CREATE INDEX webhook_event_object ON payments.webhook_event (object_id);

-- an event about a payment that carries no id of ours
CREATE INDEX charge_of_payment ON payments.charge (psp_reference) WHERE psp_reference IS NOT NULL;
