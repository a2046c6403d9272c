-- How the time to the pick-up that the driver was told was found, and with which speeds (0 is free flow).
ALTER TABLE dispatch.offer
  ADD COLUMN eta_source text NOT NULL DEFAULT 'ROAD' CHECK (eta_source IN ('ROAD', 'STRAIGHT_LINE')),
  ADD COLUMN traffic_version bigint NOT NULL DEFAULT 0 CHECK (traffic_version >= 0);
