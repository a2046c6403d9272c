-- A driver about to end his trip may be asked about his next one. The trip that he drives first is kept with the offer;
-- the promise is in slot 1 of driver_claim until that trip ends.
ALTER TABLE dispatch.offer ADD COLUMN after_trip_id uuid;

-- Which trips end soon near a pick-up: each round asks it.
CREATE INDEX trip_finishing ON dispatch.trip (city_id, dropoff_lat) WHERE status = 'IN_PROGRESS';

-- Which next jobs wait in vain: each round asks that too.
CREATE INDEX driver_claim_next ON dispatch.driver_claim (city_id) WHERE slot = 1;
