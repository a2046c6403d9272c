-- Since when the saga has had the same thing to do: looks and restarts do not touch it, so the audit sees a ride that is
-- looked at for ever and never moves.
ALTER TABLE booking.ride ADD COLUMN phase_since timestamptz NOT NULL DEFAULT clock_timestamp();
UPDATE booking.ride SET phase_since = moved_at;
-- When its saga was last terminated and started anew because the ride had not moved.
ALTER TABLE booking.ride ADD COLUMN driven_anew_at timestamptz;
