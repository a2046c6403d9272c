-- Whose wish it is to call the ride off: the rider's or that of operations.
ALTER TABLE booking.ride ADD COLUMN cancel_request_by text NOT NULL DEFAULT 'RIDER';
