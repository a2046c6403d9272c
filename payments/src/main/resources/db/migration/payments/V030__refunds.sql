-- What of a charge has gone back or is to go back by us, and what of it issuers have taken back.
ALTER TABLE payments.charge
  ADD COLUMN refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND captured_minor),
  ADD COLUMN disputed_minor bigint NOT NULL DEFAULT 0 CHECK (disputed_minor >= 0);

-- Money that goes back to the card it came from. The request at the provider is committed here before the call and its
-- outcome after it.
CREATE TABLE payments.refund (
  id                uuid        PRIMARY KEY,
  charge_id         uuid        NOT NULL,
  order_kind        text        NOT NULL,
  order_id          uuid        NOT NULL,
  payer_id          uuid        NOT NULL,
  -- the provider's id of what is refunded
  payment           text        NOT NULL,
  amount_minor      bigint      NOT NULL CHECK (amount_minor > 0),
  currency          text        NOT NULL,
  reason            text        NOT NULL,
  requested_by      uuid        NOT NULL,
  requested_by_name text        NOT NULL,
  decided_by        uuid        CHECK (decided_by <> requested_by),
  decided_by_name   text,
  status            text        NOT NULL CHECK (status IN ('AWAITING_APPROVAL', 'REJECTED', 'REFUNDING', 'UNKNOWN', 'PENDING',
                                                           'SUCCEEDED', 'FAILED')),
  -- part of the provider's key: advances only when nothing came of the one before
  generation        int         NOT NULL CHECK (generation > 0),
  psp_reference     text,
  failure           text,
  version           bigint      NOT NULL,
  -- how often the resolver has looked since the refund last moved
  looks             int         NOT NULL,
  -- since when the request of this generation may have been sent
  intended_at       timestamptz NOT NULL,
  moved_at          timestamptz NOT NULL,
  -- also of one that succeeded, for a while: a bank may send it back
  next_wake_at      timestamptz,
  created_at        timestamptz NOT NULL,
  CHECK (status NOT IN ('REFUNDING', 'UNKNOWN', 'PENDING') OR next_wake_at IS NOT NULL),
  CHECK (status NOT IN ('AWAITING_APPROVAL', 'REJECTED', 'FAILED') OR next_wake_at IS NULL),
  CHECK (status <> 'REJECTED' OR decided_by IS NOT NULL),
  CHECK (status NOT IN ('PENDING', 'SUCCEEDED') OR psp_reference IS NOT NULL)
);
CREATE INDEX refund_due ON payments.refund (next_wake_at) WHERE next_wake_at IS NOT NULL;
CREATE INDEX refund_of_charge ON payments.refund (charge_id);
CREATE INDEX refund_listed ON payments.refund (created_at, id);
CREATE INDEX refund_reference ON payments.refund (psp_reference);

-- Everything that was posted because of one refund or dispute, and everything that was taken back of one division.
CREATE INDEX ledger_journal_cause ON payments.ledger_journal ((facts->>'cause')) WHERE facts->>'cause' IS NOT NULL;
CREATE INDEX ledger_journal_completion ON payments.ledger_journal ((facts->>'completion')) WHERE facts->>'completion' IS NOT NULL;
