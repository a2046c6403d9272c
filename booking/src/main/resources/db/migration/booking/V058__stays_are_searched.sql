-- What a text says, without accents and capitals: its words, and each word's groups of three letters, so that one which is
-- misspelt still has most of its groups. As pg_trgm cuts them; that extension is not to be had everywhere, least of all by
-- somebody who is not the owner of the database.
CREATE FUNCTION booking.words(said text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT word), '{}')
  FROM regexp_split_to_table(
    lower(regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g')),
    '[\s!-/:-@\[-`{-~\u00a0-\u00bf\u2000-\u206f]+') AS word
  WHERE word <> ''
$$;
CREATE FUNCTION booking.letter_groups(said text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT substr('  ' || word || ' ', at, 3)), '{}')
  FROM unnest(booking.words(said)) AS word, generate_series(1, length(word) + 1) AS at
$$;
ALTER TABLE booking.hotel
  ADD COLUMN name_groups text[] NOT NULL GENERATED ALWAYS AS (booking.letter_groups(name)) STORED;

-- Hotels of a circle or of a piece of a map.
CREATE INDEX hotel_place ON booking.hotel (lat, lon);

-- A search reads all prices of a type in some nights together, whatever the plan, and nothing else of them.
ALTER TABLE booking.rate_night
  DROP CONSTRAINT rate_night_pkey,
  ADD CONSTRAINT rate_night_pkey PRIMARY KEY (hotel_id, room_type_id, night, rate_plan_id) INCLUDE (price_minor);
