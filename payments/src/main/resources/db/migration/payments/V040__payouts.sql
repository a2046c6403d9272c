-- Somebody who earns. The id is the person's, and the owner of his accounts in the ledger; without a row here he earns all
-- the same, and his money waits.
CREATE TABLE payments.payee (
  id           uuid        PRIMARY KEY,
  kind         text        NOT NULL CHECK (kind IN ('DRIVER', 'MERCHANT', 'HOST')),
  method       text        NOT NULL CHECK (method IN ('STANDARD', 'INSTANT')),
  status       text        NOT NULL CHECK (status IN ('ONBOARDING', 'ACTIVE', 'PAUSED')),
  -- why he is not paid just now
  setback      text,
  psp_account  text        UNIQUE,
  -- where his bank is, and the provider's token of his bank account, as he gave them
  country      text        NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  bank_token   text        NOT NULL,
  -- of the request to open the account: advances only after a definitive answer
  generation   int         NOT NULL DEFAULT 1 CHECK (generation > 0),
  looks        int         NOT NULL DEFAULT 0,
  next_wake_at timestamptz,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  moved_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((psp_account IS NULL) = (status = 'ONBOARDING')),
  CHECK ((next_wake_at IS NULL) = (status <> 'ONBOARDING')),
  CHECK (status <> 'PAUSED' OR setback IS NOT NULL)
);
CREATE INDEX payee_due ON payments.payee (next_wake_at) WHERE status = 'ONBOARDING';

-- Payouts that were sealed together; what it says of them never changes.
CREATE TABLE payments.payout_batch (
  id          uuid        PRIMARY KEY,
  currency    text        NOT NULL,
  payouts     int         NOT NULL CHECK (payouts > 0),
  total_minor bigint      NOT NULL CHECK (total_minor > 0),
  sealed_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- What a payee earned in a window, on its way to him: one transfer, then one payout on his account.
CREATE TABLE payments.payout (
  id                uuid        PRIMARY KEY,
  payee_id          uuid        NOT NULL REFERENCES payments.payee (id),
  psp_account       text        NOT NULL,
  amount_minor      bigint      NOT NULL CHECK (amount_minor > 0),
  currency          text        NOT NULL,
  method            text        NOT NULL CHECK (method IN ('STANDARD', 'INSTANT')),
  -- the window at whose end it was taken up
  window_start      timestamptz NOT NULL,
  earned_since      timestamptz NOT NULL,
  status            text        NOT NULL CHECK (status IN ('PENDING', 'BATCHED', 'SUBMITTED', 'ACCEPTED', 'SETTLED',
                                                           'REVERSED', 'RETURNED', 'FAILED')),
  batch_id          uuid        REFERENCES payments.payout_batch (id),
  -- the request for its transfer may have been sent
  asked             boolean     NOT NULL,
  -- an answer is missing, and what happened is being found out
  unanswered        boolean     NOT NULL,
  transfer          text        UNIQUE,
  transferred_minor bigint,
  psp_payout        text        UNIQUE,
  taken_back        boolean     NOT NULL,
  setback           text,
  psp_code          text,
  generation        int         NOT NULL CHECK (generation > 0),
  version           bigint      NOT NULL,
  looks             int         NOT NULL,
  intended_at       timestamptz NOT NULL,
  taken_up_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  moved_at          timestamptz NOT NULL,
  next_wake_at      timestamptz,
  -- nothing will happen to it any more
  finished_at       timestamptz,
  CONSTRAINT payout_once_per_window UNIQUE (payee_id, currency, window_start),
  CHECK ((transfer IS NULL) = (transferred_minor IS NULL)),
  CHECK (status IN ('PENDING', 'REVERSED') OR batch_id IS NOT NULL),
  CHECK (transfer IS NOT NULL OR (psp_payout IS NULL AND status NOT IN ('SUBMITTED', 'ACCEPTED', 'SETTLED'))),
  CHECK (psp_payout IS NOT NULL OR status NOT IN ('ACCEPTED', 'SETTLED')),
  CHECK ((setback IS NOT NULL) = (status IN ('REVERSED', 'RETURNED', 'FAILED'))),
  CHECK (NOT taken_back OR (transfer IS NOT NULL AND setback IS NOT NULL)),
  CHECK ((next_wake_at IS NULL) = (finished_at IS NOT NULL)),
  CHECK (finished_at IS NULL OR status = 'SETTLED' OR (setback IS NOT NULL AND (transfer IS NULL OR taken_back)))
);
CREATE INDEX payout_due ON payments.payout (next_wake_at) WHERE finished_at IS NULL;
CREATE INDEX payout_pending ON payments.payout (currency, taken_up_at) WHERE status = 'PENDING';
CREATE INDEX payout_of_payee ON payments.payout (payee_id, taken_up_at DESC, id DESC);
CREATE INDEX payout_time ON payments.payout (taken_up_at DESC, id DESC);
CREATE INDEX payout_of_batch ON payments.payout (batch_id);

-- From which of the payee's accounts it came, and to which it goes back.
CREATE TABLE payments.payout_item (
  payout_id    uuid   NOT NULL REFERENCES payments.payout (id),
  account      text   NOT NULL CHECK (account IN ('PAYEE_PAYABLE', 'TIPS')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  PRIMARY KEY (payout_id, account)
);

-- Each move of a payout, written with it and never again.
CREATE TABLE payments.payout_log (
  payout_id uuid        NOT NULL REFERENCES payments.payout (id),
  version   bigint      NOT NULL CHECK (version > 0),
  at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  what      text        NOT NULL,
  status    text        NOT NULL,
  detail    text,
  PRIMARY KEY (payout_id, version)
);

CREATE FUNCTION payments.payout_log_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log of payouts is written once' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER payout_log_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.payout_log
  FOR EACH STATEMENT EXECUTE FUNCTION payments.payout_log_is_written_once();

-- What stands on the accounts of one owner.
CREATE INDEX ledger_account_owner ON payments.ledger_account (owner) WHERE owner <> '';
