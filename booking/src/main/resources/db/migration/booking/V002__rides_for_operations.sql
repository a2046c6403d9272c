-- Operations read the rides of everybody, the newest first.
CREATE INDEX ride_age ON booking.ride (requested_at DESC, id DESC);
