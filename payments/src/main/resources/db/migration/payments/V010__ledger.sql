-- Double entry. A journal is written once and never again, its entries sum to zero in each currency when the transaction
-- commits, and an account's row says at every commit what its entries sum to. Amounts are signed: a debit is positive.

CREATE TABLE payments.ledger_account (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- kind, owner and currency; with the stripe the order in which accounts are locked
  key           text   NOT NULL,
  -- accounts that every order touches are kept in several rows and summed on read
  stripe        int    NOT NULL CHECK (stripe >= 0),
  kind          text   NOT NULL,
  owner         text   NOT NULL,
  currency      text   NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- -1 or 1: it may stand on that side only; 0: on either
  keeps_to      int    NOT NULL CHECK (keeps_to IN (-1, 0, 1)),
  balance_minor bigint NOT NULL DEFAULT 0,
  entries       bigint NOT NULL DEFAULT 0 CHECK (entries >= 0),
  -- of its last entry
  chain         bytea  NOT NULL DEFAULT ''::bytea,
  -- since when it is not zero
  open_since    timestamptz,
  CONSTRAINT ledger_account_key UNIQUE (key, stripe),
  CONSTRAINT ledger_account_side CHECK (keeps_to = 0 OR sign(balance_minor) IN (0, keeps_to)),
  CHECK ((open_since IS NULL) = (balance_minor = 0))
);
CREATE INDEX ledger_account_open ON payments.ledger_account (kind, open_since) WHERE balance_minor <> 0;

CREATE TABLE payments.ledger_journal (
  id         uuid        PRIMARY KEY,
  -- what happened, whoever tells it: told again it changes nothing
  key        text        NOT NULL CONSTRAINT ledger_journal_once UNIQUE,
  template   text        NOT NULL,
  order_kind text,
  order_id   uuid,
  -- what it says, so that another of the same key is found out
  content    bytea       NOT NULL,
  facts      jsonb       NOT NULL,
  reverses   text        CONSTRAINT ledger_journal_reversed_once UNIQUE REFERENCES payments.ledger_journal (key),
  posted_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((order_kind IS NULL) = (order_id IS NULL))
);
CREATE INDEX ledger_journal_order ON payments.ledger_journal (order_id, posted_at);
CREATE INDEX ledger_journal_time ON payments.ledger_journal (posted_at, key);

CREATE TABLE payments.ledger_entry (
  account_id    bigint NOT NULL REFERENCES payments.ledger_account (id),
  -- without gaps
  seq           bigint NOT NULL CHECK (seq > 0),
  journal_id    uuid   NOT NULL REFERENCES payments.ledger_journal (id),
  currency      text   NOT NULL,
  amount_minor  bigint NOT NULL CHECK (amount_minor <> 0),
  balance_minor bigint NOT NULL,
  -- sha256 of the chain before it and of what it says
  chain         bytea  NOT NULL,
  CONSTRAINT ledger_entry_key PRIMARY KEY (account_id, seq)
);
CREATE INDEX ledger_entry_journal ON payments.ledger_entry (journal_id);

CREATE FUNCTION payments.ledger_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is written once: correct it by a reversal' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER ledger_entry_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION payments.ledger_is_written_once();
CREATE TRIGGER ledger_journal_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.ledger_journal
  FOR EACH STATEMENT EXECUTE FUNCTION payments.ledger_is_written_once();

CREATE FUNCTION payments.ledger_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM payments.ledger_entry WHERE journal_id = NEW.journal_id
             GROUP BY currency HAVING sum(amount_minor) <> 0) THEN
    RAISE EXCEPTION 'journal % does not balance', NEW.journal_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON payments.ledger_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments.ledger_balances();
