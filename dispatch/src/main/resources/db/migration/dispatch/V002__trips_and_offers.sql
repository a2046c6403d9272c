-- The journey that dispatch fills and follows. Its id is the order's (a ride's, later a meal order's).
CREATE TABLE dispatch.trip (
  id             uuid             PRIMARY KEY,
  city_id        text             NOT NULL,
  product        text             NOT NULL,
  rider_id       uuid             NOT NULL,
  rider_name     text             NOT NULL,
  pickup_lat     double precision NOT NULL,
  pickup_lon     double precision NOT NULL,
  dropoff_lat    double precision NOT NULL,
  dropoff_lon    double precision NOT NULL,
  fare_minor     bigint           NOT NULL,
  fare_currency  text             NOT NULL,
  status         text             NOT NULL CHECK (status IN ('WAITING', 'OFFERED', 'ASSIGNED', 'EN_ROUTE', 'ARRIVED',
                                                             'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'HOPELESS')),
  version        bigint           NOT NULL DEFAULT 1,
  requested_at   timestamptz      NOT NULL,
  moved_at       timestamptz      NOT NULL,
  search_until   timestamptz      NOT NULL,
  -- The driver and his vehicle as they were when he accepted.
  driver_id      uuid,
  driver_name    text,
  driver_plate   text,
  driver_model   text,
  driver_colour  text,
  assigned_at    timestamptz,
  en_route_at    timestamptz,
  arrived_at     timestamptz,
  started_at     timestamptz,
  completed_at   timestamptz,
  cancelled_by   text,
  cancel_reason  text,
  CHECK ((driver_id IS NOT NULL) = (status IN ('ASSIGNED', 'EN_ROUTE', 'ARRIVED', 'IN_PROGRESS', 'COMPLETED'))
         OR status = 'CANCELLED'),
  CHECK (num_nonnulls(driver_id, driver_name, driver_plate, driver_model, driver_colour, assigned_at) IN (0, 6)),
  CHECK (num_nonnulls(cancelled_by, cancel_reason) = CASE WHEN status = 'CANCELLED' THEN 2 ELSE 0 END)
);
CREATE INDEX trip_waiting ON dispatch.trip (city_id, requested_at) WHERE status = 'WAITING';
CREATE INDEX trip_offered ON dispatch.trip (city_id, moved_at) WHERE status = 'OFFERED';
CREATE INDEX trip_live ON dispatch.trip (driver_id)
  WHERE status IN ('ASSIGNED', 'EN_ROUTE', 'ARRIVED', 'IN_PROGRESS');

-- One trip offered to one driver until an instant. Kept for ever, with why this driver.
CREATE TABLE dispatch.offer (
  id           uuid        PRIMARY KEY,
  city_id      text        NOT NULL,
  trip_id      uuid        NOT NULL,
  driver_id    uuid        NOT NULL,
  status       text        NOT NULL CHECK (status IN ('OPEN', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN')),
  version      bigint      NOT NULL DEFAULT 1,
  pickup_eta_s int         NOT NULL,
  explanation  text        NOT NULL,
  made_at      timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  -- Until his phone has said that it shows the offer, it is told again.
  push_at      timestamptz NOT NULL,
  acked_at     timestamptz,
  decided_at   timestamptz,
  withdrawn_because text,
  -- He had accepted and gave the trip back before the rider was on board.
  given_back_at     timestamptz,
  given_back_reason text,
  CHECK ((decided_at IS NULL) = (status = 'OPEN')),
  CHECK ((withdrawn_because IS NOT NULL) = (status = 'WITHDRAWN')),
  CHECK (given_back_at IS NULL OR status = 'ACCEPTED')
);
CREATE INDEX offer_open ON dispatch.offer (city_id, expires_at) WHERE status = 'OPEN';
CREATE INDEX offer_of_trip ON dispatch.offer (trip_id);
CREATE INDEX offer_of_driver ON dispatch.offer (driver_id, made_at);
