-- A booked stay may be changed: its terms are those of the last change, and what it gave up is told here.
ALTER TABLE booking.stay
  DROP CONSTRAINT stay_check1,
  -- how often, and of how many payments was told what goes back
  ADD COLUMN changes          int    NOT NULL DEFAULT 0,
  ADD COLUMN changes_refunded int    NOT NULL DEFAULT 0,
  -- what of nights that were given up is kept, and what went back of them
  ADD COLUMN change_fee_minor bigint NOT NULL DEFAULT 0 CHECK (change_fee_minor >= 0),
  ADD COLUMN returned_minor   bigint NOT NULL DEFAULT 0 CHECK (returned_minor >= 0),
  ADD CONSTRAINT stay_changes CHECK (changes_refunded BETWEEN 0 AND changes),
  ADD CONSTRAINT stay_takes_no_more_than_was_agreed CHECK (
    captured_minor BETWEEN 0 AND total_minor + change_fee_minor + returned_minor),
  ADD CONSTRAINT stay_changed_is_paid CHECK (
    changes = 0 OR payment IS NOT DISTINCT FROM 'CAPTURED' AND confirmed_at IS NOT NULL);

-- Each change with the terms before it. One is the next of another: of two at once one is first.
CREATE TABLE booking.stay_change (
  stay_id      uuid        NOT NULL REFERENCES booking.stay (id),
  number       int         NOT NULL CHECK (number > 0),
  -- what its guest agreed to
  quote_id     uuid        NOT NULL,
  before       text        NOT NULL,
  guest_before text        NOT NULL,
  fee_minor    bigint      NOT NULL CHECK (fee_minor >= 0),
  refund_minor bigint      NOT NULL CHECK (refund_minor >= 0),
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (stay_id, number)
);
