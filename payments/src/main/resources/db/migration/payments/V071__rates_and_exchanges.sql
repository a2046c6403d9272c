-- What one unit of a currency was worth in another, who says so and of when; written once.
CREATE TABLE payments.fx_rate (
  id           uuid        PRIMARY KEY,
  base         text        NOT NULL CHECK (base ~ '^[A-Z]{3}$'),
  quote        text        NOT NULL CHECK (quote ~ '^[A-Z]{3}$'),
  -- so many units of quote for one of base
  rate         numeric     NOT NULL CHECK (rate > 0),
  source       text        NOT NULL CHECK (source <> ''),
  as_of        timestamptz NOT NULL,
  published_by uuid        NOT NULL,
  published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (base <> quote)
);
-- a pair has one rate at a time, whichever way round it is told
CREATE UNIQUE INDEX fx_rate_once ON payments.fx_rate (least(base, quote), greatest(base, quote), as_of);
CREATE INDEX fx_rate_time ON payments.fx_rate (as_of DESC, id DESC);

CREATE FUNCTION payments.fx_rate_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a rate is written once: publish another' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER fx_rate_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.fx_rate
  FOR EACH STATEMENT EXECUTE FUNCTION payments.fx_rate_is_written_once();

ALTER TABLE payments.payee
  -- in which he wants to be paid whatever he earns; null: in what he earns
  ADD COLUMN currency text CHECK (currency ~ '^[A-Z]{3}$');

ALTER TABLE payments.payout
  -- in which it was earned, and how much of it was changed into what is paid out; null: nothing was
  ADD COLUMN earned_currency   text,
  ADD COLUMN changed_minor     bigint CHECK (changed_minor > 0),
  ADD COLUMN rate_id           uuid REFERENCES payments.fx_rate (id),
  -- one unit of rate_base is so many of the other of the two
  ADD COLUMN rate              numeric,
  ADD COLUMN rate_base         text,
  ADD COLUMN rate_source       text,
  ADD COLUMN rate_as_of        timestamptz,
  -- what we kept, in the currency that is paid out
  ADD COLUMN spread_minor      bigint CHECK (spread_minor >= 0);
UPDATE payments.payout SET earned_currency = currency;
ALTER TABLE payments.payout
  ALTER COLUMN earned_currency SET NOT NULL,
  DROP CONSTRAINT payout_once_per_window,
  ADD CONSTRAINT payout_once_per_window UNIQUE (payee_id, earned_currency, window_start),
  ADD CONSTRAINT payout_changed CHECK (
    num_nonnulls(changed_minor, rate_id, rate, rate_base, rate_source, rate_as_of, spread_minor)
      = CASE WHEN earned_currency = currency THEN 0 ELSE 7 END);

-- How each part of a payout was changed: what it was worth, and where that went.
CREATE TABLE payments.payout_exchange (
  payout_id      uuid   NOT NULL REFERENCES payments.payout (id),
  account        text   NOT NULL CHECK (account IN ('PAYEE_PAYABLE', 'TIPS')),
  sold_minor     bigint NOT NULL CHECK (sold_minor > 0),
  -- at the rate itself, rounded half to even
  worth_minor    bigint NOT NULL CHECK (worth_minor >= 0),
  spread_points  int    NOT NULL CHECK (spread_points BETWEEN 0 AND 9999),
  spread_minor   bigint NOT NULL CHECK (spread_minor >= 0),
  rounding_minor bigint NOT NULL,
  bought_minor   bigint NOT NULL CHECK (bought_minor > 0),
  -- decimals of the currency bought less those of the one sold
  shift          int    NOT NULL,
  PRIMARY KEY (payout_id, account),
  CONSTRAINT payout_exchange_explained CHECK (worth_minor = bought_minor + spread_minor + rounding_minor)
);
