package souk.booking.stay.search;

/**
 * The one read of a search. Each type of rooms in the area is looked at by itself, by the primary
 * keys of its nights and prices, so that what a search costs grows with the types in its area and
 * with nothing else. Days are counted from the wanted arrival.
 */
final class SearchSql {
  private SearchSql() {}

  private static final String WISH =
      """
      WITH wish AS MATERIALIZED (
        SELECT clock_timestamp() AS now, CAST(? AS double precision) AS lat,
          CAST(? AS double precision) AS lon, CAST(? AS int) AS radius,
          CAST(? AS double precision) AS south, CAST(? AS double precision) AS north,
          CAST(? AS double precision) AS west, CAST(? AS double precision) AS east,
          CAST(? AS date) AS arrival, CAST(? AS int) AS length, CAST(? AS int) AS flexible,
          CAST(? AS int) AS ahead, CAST(? AS int) AS rooms, CAST(? AS int) AS adults,
          CAST(? AS int) AS children, CAST(? AS text) AS currency, CAST(? AS bigint) AS price_min,
          CAST(? AS bigint) AS price_max, CAST(? AS int[]) AS stars, CAST(? AS jsonb) AS amenities,
          CAST(? AS text) AS text, CAST(? AS uuid) AS guest_id, CAST(? AS text) AS sort,
          CAST(? AS jsonb) AS offsets, CAST(? AS int) AS rating_min),
      word AS MATERIALIZED (
        SELECT booking.letter_groups(word) AS groups
        FROM wish w, unnest(booking.words(w.text)) AS word),
      """;

  /** Reviews that can be read by the clock and are in no counter yet: few at any time. */
  private static final String FRESH =
      """
      fresh AS MATERIALIZED (
        SELECT v.hotel_id, count(*) AS reviews, sum(v.stars) AS stars
        FROM wish w JOIN booking.stay_review v ON v.visible_at <= w.now
        WHERE NOT v.published AND v.side = 'GUEST'
        GROUP BY v.hotel_id),
      """;

  /**
   * Hotels of the area that are what is wanted, whether they have rooms or not. How many reviews
   * one has, and how many stars they have given in all.
   */
  private static final String PLACE =
      """
      place AS (
        SELECT h.id, h.currency, h.tax_basis_points, h.city_tax_minor,
          CAST(round(2 * 6371008.8 * asin(least(1, sqrt(sin(radians(h.lat - w.lat) / 2) ^ 2
            + cos(radians(w.lat)) * cos(radians(h.lat)) * sin(radians(h.lon - w.lon) / 2) ^ 2))))
            AS bigint) AS metres,
          CAST(w.now AT TIME ZONE make_interval(secs => CAST(w.offsets ->> h.zone AS int)) AS date)
            AS today,
          coalesce(c.reviews, 0) + coalesce(f.reviews, 0) AS reviews,
          coalesce(c.stars, 0) + coalesce(f.stars, 0) AS given
        FROM wish w JOIN booking.hotel h
          ON h.lat BETWEEN w.south AND w.north
          AND (h.lon BETWEEN w.west AND w.east
            OR w.west > w.east AND (h.lon >= w.west OR h.lon <= w.east))
        LEFT JOIN booking.hotel_rating c ON c.hotel_id = h.id
        LEFT JOIN fresh f ON f.hotel_id = h.id
        WHERE coalesce(h.stars = ANY (w.stars), true)
          AND CAST(h.amenities AS jsonb) @> w.amenities
          AND coalesce(h.currency = w.currency, true)
          AND NOT EXISTS (
            SELECT FROM word
            WHERE 2 * (SELECT count(*) FROM unnest(word.groups) AS g WHERE g = ANY (h.name_groups))
              < cardinality(word.groups))),
      """;

  /** The average in hundredths of a star, half to even as where a hotel is shown. */
  private static final String RATED =
      """
      rated AS (
        SELECT p.*,
          CAST(round(CAST(100 * p.given AS double precision) / nullif(p.reviews, 0)) AS int)
            AS rating
        FROM place p),
      """;

  /**
   * The days on which a stay may begin in rooms of a type, by its rooms and by its rules. What has
   * lapsed, and what the guest holds himself, is free for him.
   */
  private static final String DAYS =
      """
        SELECT array_agg(s.day) AS days
        FROM (
          SELECT n.night - w.arrival AS day,
            NOT n.closed_to_arrival AND n.min_stay <= w.length
              AND (n.max_stay = 0 OR n.max_stay >= w.length) AS begins,
            count(*) FILTER (
              WHERE NOT n.stop_sell AND n.total + n.overbooking - n.blocked - n.held - n.booked
                + coalesce(given.rooms, 0) >= w.rooms) OVER stay AS free_nights,
            bool_or(n.closed_to_departure) OVER departure AS no_departure
          FROM booking.room_night n LEFT JOIN (
            SELECT sn.night, sum(sn.rooms) AS rooms
            FROM booking.stay held JOIN booking.stay_night sn ON sn.stay_id = held.id
            WHERE held.hotel_id = p.id AND held.status IN ('HELD', 'PAYING')
              AND (held.expires_at <= w.now OR held.guest_id = w.guest_id AND held.status = 'HELD')
              AND sn.room_type_id = t.id
            GROUP BY sn.night) given ON given.night = n.night
          WHERE n.hotel_id = p.id AND n.room_type_id = t.id
            AND n.night BETWEEN w.arrival - w.flexible AND w.arrival + w.length + w.flexible
          WINDOW stay AS (
              ORDER BY n.night - w.arrival RANGE BETWEEN CURRENT ROW AND CAST(? AS int) FOLLOWING),
            departure AS (
              ORDER BY n.night - w.arrival
              RANGE BETWEEN CAST(? AS int) FOLLOWING AND CAST(? AS int) FOLLOWING)) s
        WHERE s.begins AND s.free_nights = w.length AND s.no_departure IS NOT TRUE
          AND s.day BETWEEN -w.flexible AND w.flexible
          AND w.arrival + s.day BETWEEN p.today AND p.today + w.ahead
        HAVING count(*) > 0
      """;

  /** What all nights of a room cost, for each plan and each day on which a stay may begin. */
  private static final String PRICES =
      """
        SELECT s.day, s.rate_plan_id, CAST(s.net AS bigint) AS net
        FROM (
          SELECT r.night - w.arrival AS day, r.rate_plan_id, count(*) OVER stay AS nights,
            sum(r.price_minor) OVER stay AS net
          FROM booking.rate_night r
          WHERE r.hotel_id = p.id AND r.room_type_id = t.id
            AND r.night >= w.arrival - w.flexible AND r.night < w.arrival + w.length + w.flexible
          WINDOW stay AS (PARTITION BY r.rate_plan_id
            ORDER BY r.night - w.arrival RANGE BETWEEN CURRENT ROW AND CAST(? AS int) FOLLOWING)) s
        WHERE s.nights = w.length AND s.day = ANY (d.days)
      """;

  /** The tax is rounded half up on the whole, as a quote does it. */
  private static final String OFFERS =
      """
      offer AS (
        SELECT p.id AS hotel_id, p.currency, p.metres, p.rating, p.reviews, t.id AS room_type_id, r.rate_plan_id, r.day,
          r.net * w.rooms AS net, (r.net * w.rooms * p.tax_basis_points + 5000) / 10000 AS tax,
          p.city_tax_minor * w.adults * w.length AS city_tax
        FROM rated p CROSS JOIN wish w
        JOIN booking.room_type t ON t.hotel_id = p.id AND w.adults <= t.adults_max * w.rooms
          AND w.children <= t.children_max * w.rooms
          AND w.adults + w.children <= t.guests_max * w.rooms
        CROSS JOIN LATERAL (
      %s) d
        CROSS JOIN LATERAL (
      %s) r
        WHERE coalesce(p.metres <= w.radius, true)
          AND coalesce(w.rating_min, 0) <= coalesce(p.rating, 0)),
      """
          .formatted(DAYS, PRICES);

  private static final String PAGE =
      """
      cheapest AS (
        SELECT DISTINCT ON (o.hotel_id) o.*, o.net + o.tax + o.city_tax AS total,
          CASE w.sort WHEN 'PRICE' THEN o.currency ELSE '' END COLLATE "C" AS rank_currency,
          CASE w.sort WHEN 'PRICE' THEN o.net + o.tax + o.city_tax WHEN 'DISTANCE' THEN o.metres
            ELSE CAST(-1000000 * coalesce(o.rating, 0) - least(o.reviews, 999999) AS bigint)
            END AS rank
        FROM offer o CROSS JOIN wish w
        WHERE coalesce(o.net + o.tax + o.city_tax >= w.price_min, true)
          AND coalesce(o.net + o.tax + o.city_tax <= w.price_max, true)
        ORDER BY o.hotel_id, o.net + o.tax + o.city_tax, abs(o.day), o.day, o.room_type_id,
          o.rate_plan_id),
      page AS (
        SELECT * FROM cheapest
        WHERE (rank_currency, rank, hotel_id) > (CAST(? AS text), CAST(? AS bigint), CAST(? AS uuid))
        ORDER BY rank_currency, rank, hotel_id LIMIT ?)
      SELECT g.*, h.city_id, h.name, h.lat, h.lon, h.stars, h.amenities,
        h.photos, t.name AS type_name, t.adults_max, t.children_max,
        t.guests_max, r.name AS plan_name, r.meal_plan, r.policy, r.payment
      FROM page g
      JOIN booking.hotel h ON h.id = g.hotel_id
      JOIN booking.room_type t ON t.id = g.room_type_id
      JOIN booking.rate_plan r ON r.id = g.rate_plan_id
      ORDER BY g.rank_currency, g.rank, g.hotel_id\
      """;

  /** Of {@link FoundStays}, which knows the order of its parameters. */
  static final String SEARCH = WISH + FRESH + PLACE + RATED + OFFERS + PAGE;
}
