-- When whoever asked wants to be picked up; none is as soon as possible.
ALTER TABLE dispatch.trip ADD COLUMN pickup_at timestamptz;
