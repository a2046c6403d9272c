-- A payment that its cardholder disputes. What it is, the provider says whenever it is looked at; what we answer is committed
-- here before the call and its outcome after it.
CREATE TABLE payments.dispute (
  id                uuid        PRIMARY KEY,
  psp_reference     text        NOT NULL UNIQUE,
  -- null until it has been looked at for the first time
  charge_id         uuid,
  order_kind        text,
  order_id          uuid,
  status            text        NOT NULL CHECK (status IN ('FOUND', 'INQUIRY', 'INQUIRY_CLOSED', 'NEEDS_RESPONSE', 'UNDER_REVIEW',
                                                           'WON', 'LOST')),
  reason            text        NOT NULL DEFAULT 'none',
  currency          text,
  amount_minor      bigint      NOT NULL DEFAULT 0 CHECK (amount_minor >= 0),
  -- what was posted as taken from the provider's balance
  withdrawn_minor   bigint      NOT NULL DEFAULT 0 CHECK (withdrawn_minor >= 0),
  fee_minor         bigint      NOT NULL DEFAULT 0 CHECK (fee_minor >= 0),
  -- what of a lost one was borne by those who had the money, rather than by the platform
  borne_minor       bigint      CHECK (borne_minor BETWEEN 0 AND withdrawn_minor),
  due_by            timestamptz,
  response          text        NOT NULL CHECK (response IN ('NONE', 'DRAFTED', 'ANSWERING', 'ANSWERED', 'ACCEPTING', 'ACCEPTED')),
  -- the answer to our answer is missing
  response_unknown  boolean     NOT NULL DEFAULT false,
  evidence          jsonb,
  -- which draft was seen by who submits it
  draft             int         NOT NULL DEFAULT 0,
  response_failure  text,
  generation        int         NOT NULL DEFAULT 1 CHECK (generation > 0),
  intended_at       timestamptz NOT NULL,
  version           bigint      NOT NULL,
  looks             int         NOT NULL,
  moved_at          timestamptz NOT NULL,
  opened_at         timestamptz,
  next_wake_at      timestamptz,
  created_at        timestamptz NOT NULL,
  CHECK (status = 'FOUND' OR (charge_id IS NOT NULL AND order_id IS NOT NULL AND currency IS NOT NULL)),
  CHECK (status IN ('INQUIRY_CLOSED', 'WON', 'LOST') OR next_wake_at IS NOT NULL),
  CHECK ((opened_at IS NOT NULL) = (withdrawn_minor > 0)),
  CHECK ((borne_minor IS NOT NULL) = (status = 'LOST' AND withdrawn_minor > 0)),
  CHECK (response NOT IN ('DRAFTED', 'ANSWERING', 'ANSWERED') OR evidence IS NOT NULL)
);
CREATE INDEX dispute_due ON payments.dispute (next_wake_at) WHERE next_wake_at IS NOT NULL;
CREATE INDEX dispute_of_charge ON payments.dispute (charge_id);
CREATE INDEX dispute_listed ON payments.dispute (created_at, id);
