-- One card payment. An operation at the provider is committed here before the call and its outcome after it.
CREATE TABLE payments.charge (
  id               uuid        PRIMARY KEY,
  order_kind       text,
  order_id         uuid,
  payer_id         uuid,
  card_id          uuid,
  payment_method   text,
  psp_customer     text,
  amount_minor     bigint      CHECK (amount_minor > 0),
  currency         text,
  status           text        NOT NULL CHECK (status IN ('AUTHORIZING', 'AUTHORIZED', 'DECLINED', 'CAPTURING', 'CAPTURED',
                                                          'VOIDING', 'VOIDED', 'UNKNOWN')),
  -- the operation under way, also while its outcome is unknown
  operation        text        CHECK (operation IN ('AUTHORIZE', 'CAPTURE', 'VOID')),
  -- part of the provider's key: advances only after a definitive answer
  generation       int         NOT NULL CHECK (generation > 0),
  release_wanted   boolean     NOT NULL,
  psp_reference    text,
  authorized_minor bigint      NOT NULL CHECK (authorized_minor >= 0),
  capturing_minor  bigint      CHECK (capturing_minor BETWEEN 1 AND authorized_minor),
  captured_minor   bigint      NOT NULL CHECK (captured_minor BETWEEN 0 AND authorized_minor),
  reason           text,
  psp_code         text,
  capture_before   timestamptz,
  version          bigint      NOT NULL,
  -- how often the resolver has looked since the charge last moved
  looks            int         NOT NULL,
  intended_at      timestamptz NOT NULL,
  moved_at         timestamptz NOT NULL,
  next_wake_at     timestamptz,
  settled_at       timestamptz,
  created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((operation IS NOT NULL) = (status IN ('AUTHORIZING', 'CAPTURING', 'VOIDING', 'UNKNOWN'))),
  CHECK ((settled_at IS NOT NULL) = (status IN ('DECLINED', 'CAPTURED', 'VOIDED'))),
  CHECK ((next_wake_at IS NULL) = (settled_at IS NOT NULL)),
  -- a release may come before the charge it releases; it leaves a stone without an order
  CHECK (status = 'VOIDED' OR (order_id IS NOT NULL AND amount_minor IS NOT NULL AND currency IS NOT NULL))
);
CREATE INDEX charge_due ON payments.charge (next_wake_at) WHERE settled_at IS NULL;
CREATE INDEX charge_of_order ON payments.charge (order_id);

-- The one charge that may hold or has taken money for an order; given up when it is declined or voided.
CREATE TABLE payments.order_claim (
  order_kind text NOT NULL,
  order_id   uuid NOT NULL,
  charge_id  uuid NOT NULL UNIQUE,
  PRIMARY KEY (order_kind, order_id)
);
