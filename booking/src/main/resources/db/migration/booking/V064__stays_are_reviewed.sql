-- What guest and host of a stay think of one another. Nobody but its author reads it before visible_at: when both have
-- written, and otherwise when nobody may write any more.
CREATE TABLE booking.stay_review (
  id         uuid        PRIMARY KEY,
  stay_id    uuid        NOT NULL REFERENCES booking.stay (id),
  side       text        NOT NULL CHECK (side IN ('GUEST', 'HOST')),
  hotel_id   uuid        NOT NULL,
  author_id  uuid        NOT NULL,
  stars      int         NOT NULL CHECK (stars BETWEEN 1 AND 5),
  words      text,
  departure  date        NOT NULL,
  written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  visible_at timestamptz NOT NULL,
  -- whether it was told of, and is in its hotel's counters
  published  boolean     NOT NULL DEFAULT false,
  CONSTRAINT stay_review_once UNIQUE (stay_id, side)
);
CREATE INDEX stay_review_of_hotel ON booking.stay_review (hotel_id, visible_at DESC, id DESC) WHERE side = 'GUEST';
-- Few at any time.
CREATE INDEX stay_review_unpublished ON booking.stay_review (hotel_id, visible_at) WHERE NOT published;
CREATE INDEX stay_review_due ON booking.stay_review (visible_at) WHERE NOT published;

-- What guests have published about a hotel, summed.
CREATE TABLE booking.hotel_rating (
  hotel_id uuid   PRIMARY KEY REFERENCES booking.hotel (id),
  reviews  bigint NOT NULL CHECK (reviews > 0),
  stars    bigint NOT NULL CHECK (stars BETWEEN reviews AND 5 * reviews)
);
