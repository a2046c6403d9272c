-- The keys of the vault: WRAP wraps the data key of each number and lies outside this database, under key_uri; FINGERPRINT
-- makes keyed fingerprints and lies here, wrapped. One of each purpose is PRIMARY; OLD ones are still read.
CREATE TABLE payments.vault_key (
  purpose    text        NOT NULL CHECK (purpose IN ('WRAP', 'FINGERPRINT')),
  version    int         NOT NULL CHECK (version > 0),
  status     text        NOT NULL CHECK (status IN ('PRIMARY', 'OLD', 'RETIRED')),
  key_uri    text,
  material   bytea,
  wrapped_by int,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  retired_at timestamptz,
  PRIMARY KEY (purpose, version),
  CHECK ((purpose = 'WRAP') = (key_uri IS NOT NULL)),
  CHECK ((purpose = 'FINGERPRINT' AND status <> 'RETIRED') = (material IS NOT NULL)),
  CHECK ((material IS NULL) = (wrapped_by IS NULL)),
  CHECK ((status = 'RETIRED') = (retired_at IS NOT NULL))
);
CREATE UNIQUE INDEX vault_key_primary ON payments.vault_key (purpose) WHERE status = 'PRIMARY';

-- The same number has the same number_id however often it is kept, whichever fingerprint key is in force.
CREATE TABLE payments.vault_fingerprint (
  key_version int   NOT NULL,
  fingerprint bytea NOT NULL,
  number_id   uuid  NOT NULL,
  PRIMARY KEY (key_version, fingerprint),
  UNIQUE (number_id, key_version)
);

-- A card number, encrypted under a data key of its own; without that key it is destroyed.
CREATE TABLE payments.vault_number (
  token        text        PRIMARY KEY CHECK (token ~ '^card_[bcdfghjklmnpqrst]{32}$'),
  number_id    uuid        NOT NULL,
  ciphertext   bytea       NOT NULL,
  wrapped_key  bytea,
  wrapped_by   int,
  brand        text        NOT NULL,
  first_digits text        NOT NULL CHECK (first_digits ~ '^[0-9]{6}$'),
  last4        text        NOT NULL CHECK (last4 ~ '^[0-9]{4}$'),
  exp_month    int         NOT NULL CHECK (exp_month BETWEEN 1 AND 12),
  exp_year     int         NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  destroyed_at timestamptz,
  CHECK ((destroyed_at IS NULL) = (wrapped_key IS NOT NULL)),
  CHECK ((wrapped_key IS NULL) = (wrapped_by IS NULL))
);
CREATE INDEX vault_number_of_key ON payments.vault_number (wrapped_by, token) WHERE wrapped_by IS NOT NULL;
CREATE INDEX vault_number_same ON payments.vault_number (number_id) WHERE destroyed_at IS NULL;

-- Who opened a number, when and for what; also who was refused.
CREATE TABLE payments.vault_opening (
  id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token   text        NOT NULL,
  purpose text        NOT NULL CHECK (purpose IN ('AUTHORIZE', 'FINGERPRINT')),
  subject text        NOT NULL,
  outcome text        NOT NULL CHECK (outcome IN ('GRANTED', 'REFUSED')),
  at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX vault_opening_of_token ON payments.vault_opening (token, id);

CREATE FUNCTION payments.refuse_change_of_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %: what was opened is never rewritten', TG_OP, TG_TABLE_NAME;
END
$$;
CREATE TRIGGER vault_opening_never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.vault_opening
  FOR EACH STATEMENT EXECUTE FUNCTION payments.refuse_change_of_opening();

-- How often numbers were opened in a minute: by token, and '*' for all.
CREATE TABLE payments.vault_budget (
  scope  text        NOT NULL,
  minute timestamptz NOT NULL,
  opened int         NOT NULL,
  PRIMARY KEY (scope, minute)
);
CREATE INDEX vault_budget_old ON payments.vault_budget (minute);
