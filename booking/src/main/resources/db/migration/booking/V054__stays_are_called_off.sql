-- A booked stay may be called off for a fee; what was taken beyond that goes back.
ALTER TABLE booking.stay
  ADD COLUMN fee_minor   bigint NOT NULL DEFAULT 0 CHECK (fee_minor BETWEEN 0 AND total_minor),
  -- when payments was told to give the rest back
  ADD COLUMN refunded_at timestamptz,
  ADD CONSTRAINT stay_fee CHECK (fee_minor = 0 OR status = 'CANCELLED' AND confirmed_at IS NOT NULL);
CREATE INDEX stay_booked_at ON booking.stay (hotel_id, confirmed_at DESC, id DESC) WHERE confirmed_at IS NOT NULL;
