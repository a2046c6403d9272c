-- A held stay is paid for and then booked. What is promised until an instant, held or being paid for, has that instant in expires_at.
CREATE SEQUENCE booking.confirmation_number;

ALTER TABLE booking.stay
  DROP CONSTRAINT stay_status_check,
  DROP CONSTRAINT stay_check1,
  ADD COLUMN confirmation   text CONSTRAINT stay_confirmation UNIQUE,
  ADD COLUMN confirmed_at   timestamptz,
  -- until when the hold lasts that a refused payment leads back to
  ADD COLUMN held_until     timestamptz,
  -- how often a card was asked, and what became of the last one
  ADD COLUMN attempt        int         NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  ADD COLUMN card_id        uuid,
  ADD COLUMN payment        text        CHECK (payment IN (
    'PENDING', 'UNKNOWN', 'REQUIRES_ACTION', 'AUTHORIZED', 'DECLINED', 'CAPTURED', 'VOIDED', 'EXPIRED')),
  ADD COLUMN payment_reason text,
  ADD COLUMN charge_version bigint      NOT NULL DEFAULT 0,
  ADD COLUMN captured_minor bigint      NOT NULL DEFAULT 0 CHECK (captured_minor BETWEEN 0 AND total_minor),
  -- what is to be done next, since when, and when somebody should look
  ADD COLUMN phase          text        NOT NULL DEFAULT 'AT_REST',
  ADD COLUMN phase_since    timestamptz NOT NULL DEFAULT clock_timestamp(),
  ADD COLUMN moved_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  ADD COLUMN driven_anew_at timestamptz,
  ADD COLUMN next_wake_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  ADD CONSTRAINT stay_status CHECK (status IN ('HELD', 'PAYING', 'CONFIRMED', 'CANCELLED', 'EXPIRED')),
  ADD CONSTRAINT stay_ended CHECK ((ended_at IS NULL) = (status IN ('HELD', 'PAYING', 'CONFIRMED'))),
  ADD CONSTRAINT stay_confirmed CHECK ((confirmed_at IS NULL) = (confirmation IS NULL)),
  ADD CONSTRAINT stay_confirmed_once_booked CHECK (status <> 'CONFIRMED' OR confirmed_at IS NOT NULL),
  ADD CONSTRAINT stay_asks_a_card CHECK ((attempt = 0) = (card_id IS NULL)),
  ADD CONSTRAINT stay_paying CHECK (status <> 'PAYING' OR (attempt > 0 AND held_until IS NOT NULL));

DROP INDEX booking.stay_held;
DROP INDEX booking.stay_lapsing;
-- Few at any time: whoever wants a room looks here for those that have lapsed and for his own.
CREATE INDEX stay_promised ON booking.stay (hotel_id, expires_at) WHERE status IN ('HELD', 'PAYING');
CREATE INDEX stay_lapsing ON booking.stay (expires_at) WHERE status IN ('HELD', 'PAYING');
CREATE INDEX stay_due ON booking.stay (next_wake_at) WHERE phase <> 'AT_REST';
CREATE INDEX stay_open ON booking.stay (id) WHERE phase <> 'AT_REST';

-- When a stay is paid for; a rule is added with what does it.
ALTER TABLE booking.rate_plan
  ADD COLUMN payment text NOT NULL DEFAULT 'PAY_NOW' CHECK (payment IN ('PAY_NOW'));
