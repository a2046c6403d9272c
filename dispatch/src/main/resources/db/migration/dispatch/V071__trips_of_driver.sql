-- A driver looks through the trips he has had, the latest first.
CREATE INDEX trip_past_of_driver ON dispatch.trip (driver_id, assigned_at DESC, id DESC)
  WHERE status IN ('COMPLETED', 'CANCELLED');
