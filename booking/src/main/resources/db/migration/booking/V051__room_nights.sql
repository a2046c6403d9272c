-- How many rooms of a type there are in a night of the hotel's own calendar, and to whom they are promised. A night without
-- a row is not for sale. The hotel comes first: it is what these tables would be spread by. Counters are updated often and
-- not indexed, so that their updates stay in the page.
CREATE TABLE booking.room_night (
  hotel_id            uuid NOT NULL,
  room_type_id        uuid NOT NULL REFERENCES booking.room_type (id),
  night               date NOT NULL,
  total               int  NOT NULL CHECK (total BETWEEN 0 AND 10000),
  -- how many more than there are may be sold
  overbooking         int  NOT NULL CHECK (overbooking BETWEEN 0 AND 1000),
  blocked             int  NOT NULL CHECK (blocked BETWEEN 0 AND 10000),
  held                int  NOT NULL DEFAULT 0 CHECK (held >= 0),
  booked              int  NOT NULL DEFAULT 0 CHECK (booked >= 0),
  stop_sell           boolean NOT NULL,
  closed_to_arrival   boolean NOT NULL,
  closed_to_departure boolean NOT NULL,
  -- of stays that begin in this night; a maximum of 0 is none
  min_stay            int  NOT NULL CHECK (min_stay BETWEEN 1 AND 365),
  max_stay            int  NOT NULL CHECK (max_stay BETWEEN 0 AND 365),
  PRIMARY KEY (hotel_id, room_type_id, night),
  CONSTRAINT room_night_never_over CHECK (held + booked + blocked <= total + overbooking)
) WITH (fillfactor = 70);

-- What a night costs under a plan, before taxes. A night without a price is not for sale under it.
CREATE TABLE booking.rate_night (
  hotel_id     uuid   NOT NULL,
  rate_plan_id uuid   NOT NULL REFERENCES booking.rate_plan (id),
  room_type_id uuid   NOT NULL REFERENCES booking.room_type (id),
  night        date   NOT NULL,
  price_minor  bigint NOT NULL CHECK (price_minor > 0),
  PRIMARY KEY (hotel_id, room_type_id, rate_plan_id, night)
);

-- What a host changed about the nights of a room type.
CREATE TABLE booking.calendar_change (
  id           uuid        PRIMARY KEY,
  hotel_id     uuid        NOT NULL,
  room_type_id uuid        NOT NULL REFERENCES booking.room_type (id),
  version      bigint      NOT NULL,
  made_by      uuid        NOT NULL,
  content      text        NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT calendar_change_version UNIQUE (room_type_id, version)
);

-- Every change of a counter, from which each can be computed again.
CREATE TABLE booking.inventory_ledger (
  id                bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hotel_id          uuid        NOT NULL,
  room_type_id      uuid        NOT NULL,
  night             date        NOT NULL,
  total_delta       int         NOT NULL DEFAULT 0,
  overbooking_delta int         NOT NULL DEFAULT 0,
  blocked_delta     int         NOT NULL DEFAULT 0,
  held_delta        int         NOT NULL DEFAULT 0,
  booked_delta      int         NOT NULL DEFAULT 0,
  cause             text        NOT NULL,
  -- the stay or the change of the calendar
  cause_id          uuid        NOT NULL,
  at                timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX inventory_ledger_night ON booking.inventory_ledger (hotel_id, room_type_id, night);

CREATE FUNCTION booking.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %: what happened is not rewritten', TG_OP, TG_TABLE_NAME;
END
$$;
CREATE TRIGGER inventory_ledger_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON booking.inventory_ledger
  FOR EACH STATEMENT EXECUTE FUNCTION booking.refuse_rewriting();
CREATE TRIGGER calendar_change_is_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON booking.calendar_change
  FOR EACH STATEMENT EXECUTE FUNCTION booking.refuse_rewriting();
