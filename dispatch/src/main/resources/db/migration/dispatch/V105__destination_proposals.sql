-- Another destination that a rider asks the driver of his trip to agree to. Its id is the order's change. Kept for ever.
CREATE TABLE dispatch.destination_proposal (
  id            uuid             PRIMARY KEY,
  city_id       text             NOT NULL,
  trip_id       uuid             NOT NULL,
  -- who is asked, or would have been
  driver_id     uuid             NOT NULL,
  dropoff_lat   double precision NOT NULL,
  dropoff_lon   double precision NOT NULL,
  fare_minor    bigint           NOT NULL,
  fare_currency text             NOT NULL,
  status        text             NOT NULL CHECK (status IN (
                  'OPEN', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN', 'LAPSED')),
  version       bigint           NOT NULL DEFAULT 1,
  proposed_at   timestamptz      NOT NULL DEFAULT clock_timestamp(),
  expires_at    timestamptz      NOT NULL,
  -- until his phone has said that it shows the proposal, it is told again
  push_at       timestamptz      NOT NULL,
  acked_at      timestamptz,
  decided_at    timestamptz,
  CHECK ((decided_at IS NULL) = (status = 'OPEN'))
);
-- A driver is asked about one destination at a time.
CREATE UNIQUE INDEX destination_proposal_open ON dispatch.destination_proposal (trip_id) WHERE status = 'OPEN';
CREATE INDEX destination_proposal_due ON dispatch.destination_proposal (expires_at) WHERE status = 'OPEN';
CREATE INDEX destination_proposal_of_trip ON dispatch.destination_proposal (trip_id);

-- The change whose drop-off the trip has now; none while it goes where it was ordered to.
ALTER TABLE dispatch.trip ADD COLUMN destination_change_id uuid;
