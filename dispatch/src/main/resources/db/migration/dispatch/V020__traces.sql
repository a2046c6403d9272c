-- Where the drivers of trips were, by the positions' own time. One partition per day (UTC), made ahead and dropped whole
-- by the program, because deleting rows at this rate would leave as much work for vacuum.
CREATE TABLE dispatch.trace_point (
  city_id    text             NOT NULL,
  trip_id    uuid             NOT NULL,
  driver_id  uuid             NOT NULL,
  at         timestamptz      NOT NULL,
  lat        double precision NOT NULL,
  lon        double precision NOT NULL,
  accuracy_m double precision,
  heading    double precision,
  speed_mps  double precision,
  -- A position that comes again is the same row.
  PRIMARY KEY (city_id, trip_id, driver_id, at)
) PARTITION BY RANGE (at);

-- Which trip a driver was on at an instant.
CREATE INDEX trip_of_driver ON dispatch.trip (driver_id, assigned_at) WHERE driver_id IS NOT NULL;
