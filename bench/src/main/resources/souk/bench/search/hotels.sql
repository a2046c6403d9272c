-- Hotels of an imagined Monaco, the same for the same seed. Where and when is drawn from the number of the row, since what
-- random() gives depends on the order in which rows are made.
CREATE FUNCTION pg_temp.draw(said text) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT (hashtextextended(said, :seed) & 4503599627370495) / 4503599627370496.0
$$;

INSERT INTO booking.hotel (id, host_id, city_id, name, description, lat, lon, zone, currency, stars, amenities, photos,
  check_in, check_out, tax_basis_points, city_tax_minor)
SELECT md5(concat('hotel ', n, :seed))::uuid, md5('host')::uuid, 'monaco',
  concat_ws(' ',
    (ARRAY['Hôtel', 'Grand Hôtel', 'Résidence', 'Villa', 'Palais', 'Auberge'])[1 + floor(6 * pg_temp.draw(concat('kind', n)))::int],
    (ARRAY['Hermitage', 'Miramar', 'Bellevue', 'Columbus', 'Ambassador', 'Riviera', 'Métropole', 'Balmoral', 'Capitole',
           'Olympia'])[1 + floor(10 * pg_temp.draw(concat('name', n)))::int],
    n),
  'A hotel that is not there', 43.724 + 0.028 * pg_temp.draw(concat('lat', n)), 7.409 + 0.031 * pg_temp.draw(concat('lon', n)),
  'Europe/Monaco', 'EUR', floor(6 * pg_temp.draw(concat('stars', n)))::int,
  (SELECT coalesce(json_agg(a), '[]')::text FROM unnest(ARRAY['pool', 'spa', 'parking', 'wifi', 'gym', 'pets']) AS a
    WHERE pg_temp.draw(concat('amenity', a, n)) < 0.5),
  '["https://example.org/1.jpg"]', '15:00', '11:00', 1000, 100 * floor(5 * pg_temp.draw(concat('tax', n)))::int
FROM (SELECT n::text FROM generate_series(1, :hotels) AS n) AS numbers;

INSERT INTO booking.room_type (id, hotel_id, name, adults_max, children_max, guests_max)
SELECT md5(concat(h.id, t.name))::uuid, h.id, t.name, t.adults, t.children, t.guests
FROM booking.hotel h, (VALUES ('Single', 1, 0, 1), ('Double', 2, 1, 3), ('Family', 4, 2, 5)) AS t (name, adults, children, guests);

INSERT INTO booking.rate_plan (id, hotel_id, name, meal_plan, policy)
SELECT md5(concat(h.id, p.name))::uuid, h.id, p.name, p.meals, p.policy
FROM booking.hotel h, (VALUES
  ('Flexible', 'BREAKFAST', '{"tiers": [{"days_before": 2, "anchor": "CHECK_IN", "fee": {"kind": "NIGHTS", "value": 1}}]}'),
  ('Saver', 'ROOM_ONLY', '{"tiers": [{"anchor": "CHECK_IN", "fee": {"kind": "FULL", "value": 0}}]}'),
  ('Half board', 'HALF_BOARD', '{"tiers": []}')) AS p (name, meals, policy);

-- four nights of five have a room left; rules are as a host makes them, mostly none
INSERT INTO booking.room_night (hotel_id, room_type_id, night, total, overbooking, blocked, held, booked, stop_sell,
  closed_to_arrival, closed_to_departure, min_stay, max_stay)
SELECT t.hotel_id, t.id, d.night::date, 5, 0, 0, 0,
  CASE WHEN pg_temp.draw(concat('full', t.id, d.night)) < 0.2 THEN 5 ELSE floor(4 * pg_temp.draw(concat('sold', t.id, d.night)))::int END,
  pg_temp.draw(concat('stop', t.id, d.night)) < 0.01, pg_temp.draw(concat('cta', t.id, d.night)) < 0.03,
  pg_temp.draw(concat('ctd', t.id, d.night)) < 0.03,
  CASE WHEN pg_temp.draw(concat('min', t.id, d.night)) < 0.05 THEN 3 ELSE 1 END, 0
FROM booking.room_type t, generate_series(:from::timestamp, :from::timestamp + (:nights - 1) * interval '1 day', interval '1 day') AS d (night)
ORDER BY t.hotel_id, t.id, d.night;

INSERT INTO booking.rate_night (hotel_id, rate_plan_id, room_type_id, night, price_minor)
SELECT t.hotel_id, p.id, t.id, d.night::date,
  (4000 + 30000 * pg_temp.draw(concat('price', t.id)))::bigint + (6000 * pg_temp.draw(concat('day', p.id, d.night)))::bigint
FROM booking.room_type t JOIN booking.rate_plan p ON p.hotel_id = t.hotel_id,
  generate_series(:from::timestamp, :from::timestamp + (:nights - 1) * interval '1 day', interval '1 day') AS d (night)
ORDER BY t.hotel_id, t.id, p.id, d.night;
