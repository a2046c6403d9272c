-- A booked stay is slept in: its hotel says who came, who left and who did not come; then its money is divided.
ALTER TABLE booking.stay
  DROP CONSTRAINT stay_status,
  DROP CONSTRAINT stay_ended,
  DROP CONSTRAINT stay_confirmed_once_booked,
  DROP CONSTRAINT stay_fee,
  -- of a booked one: from when on its guest may come, from when on he may be said not to have come, and when it ends by itself
  ADD COLUMN arrives_from  timestamptz,
  ADD COLUMN no_show_from  timestamptz,
  ADD COLUMN leave_by      timestamptz,
  ADD COLUMN checked_in_at timestamptz,
  -- when its money leaves escrow though its guest has not left, and when it did
  ADD COLUMN divide_at     timestamptz,
  ADD COLUMN divided_at    timestamptz,
  -- of one that was slept in: the day from which on its nights were not, and what of its price is kept
  ADD COLUMN slept_until   date,
  ADD COLUMN kept_minor    bigint,
  -- nobody waits for anything of it any more
  ADD COLUMN settled_at    timestamptz GENERATED ALWAYS AS (
    CASE WHEN ended_at IS NOT NULL AND phase = 'AT_REST' THEN greatest(ended_at, phase_since) END) STORED;

-- What is booked already goes by the times that are configured without further ado.
UPDATE booking.stay s
SET arrives_from = CAST(s.arrival AS timestamp) AT TIME ZONE h.zone,
  no_show_from = (s.arrival + greatest(h.check_in, time '20:00')) AT TIME ZONE h.zone,
  leave_by = (s.departure + h.check_out) AT TIME ZONE h.zone + interval '12 h',
  phase = CASE WHEN s.phase = 'AT_REST' THEN 'AWAIT_STAY' ELSE s.phase END,
  next_wake_at = CASE WHEN s.phase = 'AT_REST'
    THEN (s.departure + h.check_out) AT TIME ZONE h.zone + interval '12 h' ELSE s.next_wake_at END
FROM booking.hotel h
WHERE h.id = s.hotel_id AND s.status = 'CONFIRMED';

ALTER TABLE booking.stay
  ADD CONSTRAINT stay_status CHECK (status IN (
    'HELD', 'PAYING', 'CONFIRMED', 'CHECKED_IN', 'CHECKED_OUT', 'NO_SHOW', 'CANCELLED', 'EXPIRED')),
  ADD CONSTRAINT stay_ended CHECK (
    (ended_at IS NULL) = (status IN ('HELD', 'PAYING', 'CONFIRMED', 'CHECKED_IN'))),
  ADD CONSTRAINT stay_confirmed_once_booked CHECK (
    status NOT IN ('CONFIRMED', 'CHECKED_IN', 'CHECKED_OUT', 'NO_SHOW') OR confirmed_at IS NOT NULL),
  ADD CONSTRAINT stay_booked_has_its_times CHECK (
    status NOT IN ('CONFIRMED', 'CHECKED_IN')
    OR arrives_from IS NOT NULL AND no_show_from IS NOT NULL AND leave_by IS NOT NULL),
  -- whoever sleeps in a room, or could have, has paid for it
  ADD CONSTRAINT stay_slept_in_is_paid CHECK (
    status NOT IN ('CHECKED_IN', 'CHECKED_OUT', 'NO_SHOW') OR payment IS NOT DISTINCT FROM 'CAPTURED'),
  ADD CONSTRAINT stay_checked_in CHECK (
    CASE status WHEN 'CHECKED_IN' THEN checked_in_at IS NOT NULL
                WHEN 'CHECKED_OUT' THEN true ELSE checked_in_at IS NULL END),
  ADD CONSTRAINT stay_divided_when CHECK ((divide_at IS NULL) = (checked_in_at IS NULL)),
  ADD CONSTRAINT stay_slept CHECK ((slept_until IS NOT NULL) = (status = 'CHECKED_OUT')
    AND slept_until BETWEEN arrival AND departure),
  ADD CONSTRAINT stay_kept CHECK ((kept_minor IS NOT NULL) = (status = 'CHECKED_OUT')
    AND kept_minor BETWEEN 0 AND total_minor),
  ADD CONSTRAINT stay_fee CHECK (
    fee_minor = 0 OR status IN ('CANCELLED', 'NO_SHOW') AND confirmed_at IS NOT NULL);

-- A night that its guest does not sleep is somebody else's to have.
ALTER TABLE booking.stay_night ADD COLUMN given_back boolean NOT NULL DEFAULT false;
