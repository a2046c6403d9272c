-- A rule is a version that never changes; only whether it is in shadow, enforced or retired does.
CREATE TABLE payments.risk_rule (
  name       text        NOT NULL CHECK (name ~ '^[a-z][a-z0-9_]{2,59}$'),
  version    int         NOT NULL CHECK (version > 0),
  terms      text        NOT NULL,
  verdict    text        NOT NULL CHECK (verdict IN ('REVIEW', 'BLOCK')),
  -- what the rule says when what it asks for is not known or cannot be found out in time
  if_unknown text        NOT NULL CHECK (if_unknown IN ('ALLOW', 'REVIEW', 'BLOCK')),
  made_by    uuid,
  reason     text        NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  mode       text        NOT NULL CHECK (mode IN ('SHADOW', 'ENFORCED', 'RETIRED')),
  moved_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (name, version)
);
CREATE UNIQUE INDEX risk_rule_enforced ON payments.risk_rule (name) WHERE mode = 'ENFORCED';
CREATE UNIQUE INDEX risk_rule_in_shadow ON payments.risk_rule (name) WHERE mode = 'SHADOW';

CREATE FUNCTION payments.refuse_change_of_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.name, NEW.version, NEW.terms, NEW.verdict, NEW.if_unknown, NEW.reason, NEW.created_at)
       = (OLD.name, OLD.version, OLD.terms, OLD.verdict, OLD.if_unknown, OLD.reason, OLD.created_at) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% on %: a version of a rule is never changed', TG_OP, TG_TABLE_NAME;
END
$$;
CREATE TRIGGER risk_rule_never_changes BEFORE UPDATE OR DELETE ON payments.risk_rule
  FOR EACH ROW EXECUTE FUNCTION payments.refuse_change_of_rule();

-- What was decided before an authorization was asked for, and from what. Also what velocity is counted in.
CREATE TABLE payments.risk_decision (
  charge_id       uuid        PRIMARY KEY,
  order_kind      text        NOT NULL,
  order_id        uuid        NOT NULL,
  payer_id        uuid        NOT NULL,
  card_id         uuid        NOT NULL,
  card            text        NOT NULL,
  device          text,
  network         text,
  card_country    text,
  address_country text,
  amount_minor    bigint      NOT NULL,
  currency        text        NOT NULL,
  verdict         text        NOT NULL CHECK (verdict IN ('ALLOW', 'REVIEW', 'BLOCK')),
  findings        text        NOT NULL,
  decided_at      timestamptz NOT NULL
);
CREATE INDEX risk_decision_card ON payments.risk_decision (card, decided_at);
CREATE INDEX risk_decision_payer ON payments.risk_decision (payer_id, decided_at);
CREATE INDEX risk_decision_device ON payments.risk_decision (device, decided_at) WHERE device IS NOT NULL;
CREATE INDEX risk_decision_network ON payments.risk_decision (network, decided_at) WHERE network IS NOT NULL;
CREATE INDEX risk_decision_order ON payments.risk_decision (order_id);
CREATE INDEX risk_decision_at ON payments.risk_decision (decided_at);

-- The rules that did not say ALLOW, in shadow or not.
CREATE TABLE payments.risk_hit (
  rule       text        NOT NULL,
  version    int         NOT NULL,
  charge_id  uuid        NOT NULL REFERENCES payments.risk_decision,
  mode       text        NOT NULL CHECK (mode IN ('SHADOW', 'ENFORCED')),
  verdict    text        NOT NULL CHECK (verdict IN ('REVIEW', 'BLOCK')),
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (rule, version, charge_id)
);

CREATE FUNCTION payments.refuse_change_of_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %: what was decided is never rewritten', TG_OP, TG_TABLE_NAME;
END
$$;
CREATE TRIGGER risk_decision_never_changes BEFORE UPDATE OR DELETE ON payments.risk_decision
  FOR EACH ROW EXECUTE FUNCTION payments.refuse_change_of_decision();
CREATE TRIGGER risk_hit_never_changes BEFORE UPDATE OR DELETE ON payments.risk_hit
  FOR EACH ROW EXECUTE FUNCTION payments.refuse_change_of_decision();

-- A payment that a person should look at.
CREATE TABLE payments.risk_case (
  id         uuid        PRIMARY KEY,
  charge_id  uuid        NOT NULL UNIQUE REFERENCES payments.risk_decision,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  finding    text        CHECK (finding IN ('GENUINE', 'FRAUD')),
  decided_by uuid,
  reason     text,
  decided_at timestamptz,
  CHECK ((finding IS NULL) = (decided_at IS NULL))
);
CREATE INDEX risk_case_open ON payments.risk_case (created_at, id) WHERE finding IS NULL;

-- Cards and accounts that are refused whatever the rules say.
CREATE TABLE payments.risk_listed (
  kind      text        NOT NULL CHECK (kind IN ('CARD', 'ACCOUNT')),
  key       text        NOT NULL,
  charge_id uuid        NOT NULL,
  since     timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (kind, key)
);

-- Where a person was when he last booked or paid: sagas ask for his money later, without him.
CREATE TABLE payments.payer_sighting (
  person_id uuid        PRIMARY KEY,
  device    text,
  network   text        NOT NULL,
  country   text,
  seen_at   timestamptz NOT NULL
);

CREATE INDEX charge_captured_of_payer ON payments.charge (payer_id, created_at) WHERE captured_minor > 0;

-- What every installation begins with, in shadow: the limits are to be judged by its own payments before they are enforced.
INSERT INTO payments.risk_rule (name, version, terms, verdict, if_unknown, reason, mode)
SELECT name, 1, terms::text, verdict, 'ALLOW', 'what an installation begins with', 'SHADOW'
FROM (VALUES
  ('card_attempts_in_an_hour', jsonb_build_object('kind', 'VELOCITY', 'measure', 'ATTEMPTS', 'by', 'CARD',
    'window_seconds', 3600, 'most', 10), 'REVIEW'),
  ('account_attempts_in_an_hour', jsonb_build_object('kind', 'VELOCITY', 'measure', 'ATTEMPTS', 'by', 'ACCOUNT',
    'window_seconds', 3600, 'most', 20), 'REVIEW'),
  ('small_attempts_of_an_account_in_an_hour', jsonb_build_object('kind', 'VELOCITY', 'measure', 'SMALL_ATTEMPTS', 'by', 'ACCOUNT',
    'window_seconds', 3600, 'most', 4, 'amount_minor', 200, 'currency', 'EUR'), 'BLOCK'),
  ('cards_of_a_device_in_a_day', jsonb_build_object('kind', 'VELOCITY', 'measure', 'CARDS', 'by', 'DEVICE',
    'window_seconds', 86400, 'most', 4), 'BLOCK'),
  ('declines_of_an_address_in_an_hour', jsonb_build_object('kind', 'VELOCITY', 'measure', 'DECLINES', 'by', 'ADDRESS',
    'window_seconds', 3600, 'most', 15), 'BLOCK'),
  ('declines_of_an_account_in_a_day', jsonb_build_object('kind', 'VELOCITY', 'measure', 'DECLINES', 'by', 'ACCOUNT',
    'window_seconds', 86400, 'most', 6), 'BLOCK'),
  ('card_from_elsewhere', jsonb_build_object('kind', 'COUNTRY_MISMATCH', 'against', 'ADDRESS'), 'REVIEW'),
  ('much_from_a_new_account', jsonb_build_object('kind', 'NEW_ACCOUNT', 'window_seconds', 86400,
    'amount_minor', 30000, 'currency', 'EUR'), 'REVIEW')
) AS seed (name, terms, verdict);
