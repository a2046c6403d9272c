-- Each day's statement of the provider, fetched whole, posted, and compared with the ledger.
CREATE TABLE payments.settlement_run (
  id             uuid        PRIMARY KEY,
  -- the provider's account
  account        text        NOT NULL,
  day_start      timestamptz NOT NULL,
  day_end        timestamptz NOT NULL CHECK (day_end > day_start),
  -- earlier than the day begins: what the provider tells late is found by a later run
  fetch_from     timestamptz NOT NULL CHECK (fetch_from <= day_start),
  status         text        NOT NULL CHECK (status IN ('DUE', 'FETCHING', 'POSTING', 'MATCHING', 'AWAITING_FUNDS', 'SETTLED')),
  -- the last that was done of what the present state goes through
  reached        text,
  -- the span of the ledger's time that is compared; known from MATCHING on
  compared_from  timestamptz,
  compared_until timestamptz,
  version        bigint      NOT NULL DEFAULT 1,
  -- how often the provider could not be asked since the run last moved
  looks          int         NOT NULL DEFAULT 0,
  moved_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  driven_anew_at timestamptz,
  next_wake_at   timestamptz NOT NULL,
  -- when a step has to look next, as the last one said: who claims the run does not put this off
  look_due_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  settled_at     timestamptz,
  created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT settlement_run_once UNIQUE (account, day_start),
  CHECK ((settled_at IS NOT NULL) = (status = 'SETTLED'))
);
CREATE INDEX settlement_run_due ON payments.settlement_run (next_wake_at) WHERE settled_at IS NULL;

-- What the provider held when a run had fetched its statement, and what the ledger and what was on its way came to then.
CREATE TABLE payments.settlement_funds (
  run_id          uuid   NOT NULL REFERENCES payments.settlement_run (id),
  currency        text   NOT NULL,
  available_minor bigint NOT NULL,
  pending_minor   bigint NOT NULL,
  ledger_minor    bigint NOT NULL,
  PRIMARY KEY (run_id, currency)
);

-- One movement of our balance as the provider's statement shows it; stored before anything is decided on it.
CREATE TABLE payments.balance_transaction (
  id                text        PRIMARY KEY,
  -- the run that saw it first, or that saw last that it had been changed
  run_id            uuid        NOT NULL REFERENCES payments.settlement_run (id),
  kind              text        NOT NULL CHECK (kind IN ('PAYMENT', 'REFUND', 'DISPUTE', 'TRANSFER', 'OWN_PAYOUT', 'FEE', 'UNKNOWN')),
  type              text        NOT NULL,
  -- the provider's id of what moved the balance
  reference         text        NOT NULL,
  currency          text        NOT NULL,
  amount_minor      bigint      NOT NULL,
  fee_minor         bigint      NOT NULL,
  -- what is compared with the ledger
  compared_minor    bigint      NOT NULL,
  -- what settlement itself has to post of it, and has posted
  fee_due_minor     bigint      NOT NULL,
  fee_posted_minor  bigint      NOT NULL DEFAULT 0,
  move_due_minor    bigint      NOT NULL,
  move_posted_minor bigint      NOT NULL DEFAULT 0,
  move_at           timestamptz NOT NULL,
  created_at        timestamptz NOT NULL,
  available_at      timestamptz NOT NULL,
  -- how often the provider changed what it had told
  restated          int         NOT NULL DEFAULT 0,
  fetched_at        timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX balance_transaction_of_run ON payments.balance_transaction (run_id, id);
CREATE INDEX balance_transaction_fetched ON payments.balance_transaction (fetched_at);
CREATE INDEX balance_transaction_reference ON payments.balance_transaction (reference, currency);
CREATE INDEX balance_transaction_to_post ON payments.balance_transaction (run_id, move_at)
  WHERE fee_due_minor <> fee_posted_minor OR move_due_minor <> move_posted_minor;

-- All that the ledger and the provider say of one thing, side by side. Amounts are of our balance: what came is positive.
CREATE TABLE payments.recon_item (
  reference      text        NOT NULL,
  currency       text        NOT NULL,
  kind           text        NOT NULL,
  ours_minor     bigint      NOT NULL DEFAULT 0,
  theirs_minor   bigint      NOT NULL DEFAULT 0,
  -- a difference that a person has explained
  accepted_minor bigint      NOT NULL DEFAULT 0,
  verdict        text        NOT NULL CHECK (verdict IN ('MATCHED', 'MISSING_HERE', 'MISSING_THERE', 'DIFFERENT_AMOUNT')),
  -- until then the other side may still come
  awaited_until  timestamptz NOT NULL,
  -- that compared it last
  run_id         uuid        REFERENCES payments.settlement_run (id),
  compared_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (reference, currency),
  CHECK ((verdict = 'MATCHED') = (ours_minor = theirs_minor))
);
CREATE INDEX recon_item_of_run ON payments.recon_item (run_id);
CREATE INDEX recon_item_open ON payments.recon_item (reference, currency) WHERE theirs_minor - ours_minor <> accepted_minor;

-- A difference that does not go away by itself.
CREATE TABLE payments.recon_case (
  id               uuid        PRIMARY KEY,
  reference        text        NOT NULL,
  currency         text        NOT NULL,
  status           text        NOT NULL CHECK (status IN ('OPEN', 'AWAITING_APPROVAL', 'RESOLVED', 'CLOSED')),
  -- what was found last while it was open
  verdict          text        NOT NULL,
  difference_minor bigint      NOT NULL,
  -- what an operator wants, and who else agrees
  action           text        CHECK (action IN ('EXPLAIN', 'CORRECT', 'REVERSE')),
  journal          text,
  -- the difference that he saw
  seen_minor       bigint,
  reason           text,
  asked_by         uuid,
  asked_by_name    text,
  decided_by       uuid        CHECK (decided_by <> asked_by),
  decided_by_name  text,
  version          bigint      NOT NULL DEFAULT 1,
  opened_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at         timestamptz,
  FOREIGN KEY (reference, currency) REFERENCES payments.recon_item (reference, currency),
  CHECK ((ended_at IS NOT NULL) = (status IN ('RESOLVED', 'CLOSED'))),
  CHECK (status NOT IN ('AWAITING_APPROVAL', 'RESOLVED') OR (action IS NOT NULL AND asked_by IS NOT NULL AND reason IS NOT NULL))
);
CREATE UNIQUE INDEX recon_case_one_open ON payments.recon_case (reference, currency) WHERE ended_at IS NULL;
CREATE INDEX recon_case_listed ON payments.recon_case (opened_at, id);

CREATE INDEX ledger_journal_provider_id ON payments.ledger_journal ((facts->>'provider_id')) WHERE facts->>'provider_id' IS NOT NULL;
CREATE INDEX ledger_journal_movement ON payments.ledger_journal ((facts->>'balance_transaction'))
  WHERE facts->>'balance_transaction' IS NOT NULL;
CREATE INDEX settlement_run_moved ON payments.settlement_run (moved_at);
CREATE INDEX refund_on_its_way ON payments.refund (psp_reference) WHERE status = 'PENDING';
CREATE INDEX payout_on_its_way ON payments.payout (transfer) WHERE transfer IS NOT NULL AND status <> 'SETTLED' AND NOT taken_back;

-- What has left our balance at the provider, which debits refunds and transfers when they are made, and is on its way in the ledger still.
CREATE VIEW payments.on_its_way AS
  SELECT psp_reference AS reference, currency, 'REFUND' AS kind, -amount_minor AS minor, moved_at AS at
  FROM payments.refund WHERE psp_reference IS NOT NULL AND status = 'PENDING'
  UNION ALL
  SELECT transfer, currency, 'TRANSFER', -transferred_minor, moved_at
  FROM payments.payout WHERE transfer IS NOT NULL AND status <> 'SETTLED' AND NOT taken_back;
