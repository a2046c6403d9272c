-- A person who drives, his vehicle, and whether he is to be offered work. The version is his epoch in the fleet index:
-- it rises with every change of what the index must know (on line, off line, on a trip, off it, blocked).
CREATE TABLE dispatch.driver (
  id              uuid        PRIMARY KEY,
  city_id         text        NOT NULL,
  name            text        NOT NULL,
  status          text        NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'BLOCKED')),
  status_reason   text,
  availability    text        NOT NULL DEFAULT 'OFFLINE' CHECK (availability IN ('OFFLINE', 'ONLINE')),
  product         text,
  plate           text        NOT NULL,
  model           text        NOT NULL,
  colour          text        NOT NULL,
  products        text        NOT NULL,
  version         bigint      NOT NULL DEFAULT 1,
  passed_in_row   int         NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  changed_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (availability = 'OFFLINE' OR (status = 'APPROVED' AND product IS NOT NULL))
);
CREATE INDEX driver_by_status ON dispatch.driver (status, created_at);

-- A driver is promised to one trip at a time. Small and never partitioned, so that its keys decide every race.
CREATE TABLE dispatch.driver_claim (
  driver_id  uuid        NOT NULL,
  slot       smallint    NOT NULL DEFAULT 0 CHECK (slot IN (0, 1)),
  kind       text        NOT NULL CHECK (kind IN ('OFFER', 'TRIP')),
  trip_id    uuid        NOT NULL,
  offer_id   uuid        NOT NULL,
  city_id    text        NOT NULL,
  claimed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT driver_claim_driver PRIMARY KEY (driver_id, slot),
  CONSTRAINT driver_claim_trip UNIQUE (trip_id)
);
