-- Each time that was promised, beside the time it took. Open until the trip's events close it: with an actual time when it
-- happened, without one when it was called off or given back.
CREATE TABLE dispatch.eta_record (
  city_id         text        NOT NULL,
  trip_id         uuid        NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('QUOTE', 'OFFER', 'ASSIGNMENT', 'BOARDING')),
  -- Of whom it was promised; a quote is of nobody.
  driver_id       uuid,
  product         text        NOT NULL,
  shown_at        timestamptz NOT NULL,
  predicted_s     int         NOT NULL CHECK (predicted_s >= 0),
  source          text        NOT NULL CHECK (source IN ('ROAD', 'STRAIGHT_LINE')),
  traffic_version bigint      NOT NULL,
  actual_s        int         CHECK (actual_s >= 0),
  closed_at       timestamptz,
  CHECK ((driver_id IS NULL) = (kind = 'QUOTE')),
  CHECK (actual_s IS NULL OR closed_at IS NOT NULL),
  CONSTRAINT eta_record_once UNIQUE NULLS NOT DISTINCT (trip_id, kind, driver_id)
);
CREATE INDEX eta_record_of_city ON dispatch.eta_record (city_id, shown_at);
CREATE INDEX eta_record_open ON dispatch.eta_record (trip_id) WHERE closed_at IS NULL;
CREATE INDEX eta_record_shown ON dispatch.eta_record USING brin (shown_at);
