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
  driver_id      uuid,
  search_step    int              NOT NULL DEFAULT 0,
  search_until   timestamptz      NOT NULL,
  cancelled_by   text,
  cancel_reason  text,
  requested_at   timestamptz      NOT NULL DEFAULT clock_timestamp(),
  moved_at       timestamptz      NOT NULL DEFAULT clock_timestamp(),
  assigned_at    timestamptz,
  en_route_at    timestamptz,
  arrived_at     timestamptz,
  started_at     timestamptz,
  completed_at   timestamptz,
  CHECK ((driver_id IS NOT NULL) = (status IN ('ASSIGNED', 'EN_ROUTE', 'ARRIVED', 'IN_PROGRESS', 'COMPLETED'))
         OR status = 'CANCELLED')
);
CREATE INDEX trip_waiting ON dispatch.trip (city_id, requested_at) WHERE status = 'WAITING';
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
  made_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at   timestamptz NOT NULL,
  acked_at     timestamptz,
  decided_at   timestamptz
);
CREATE INDEX offer_open ON dispatch.offer (city_id, expires_at) WHERE status = 'OPEN';
CREATE INDEX offer_of_trip ON dispatch.offer (trip_id);
CREATE INDEX offer_of_driver ON dispatch.offer (driver_id, made_at);
