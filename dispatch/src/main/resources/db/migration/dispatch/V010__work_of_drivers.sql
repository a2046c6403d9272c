-- What a driver did in the last hour enters what it costs to give him a trip: each round asks this of all who are near.
CREATE INDEX trip_completed ON dispatch.trip (driver_id, completed_at) WHERE status = 'COMPLETED';
