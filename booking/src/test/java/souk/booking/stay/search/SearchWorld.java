package souk.booking.stay.search;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import souk.booking.Site;
import souk.dispatch.city.Point;

/**
 * Some hotels around a point with calendars drawn at random: nights that are missing or closed,
 * rules, blocks, holds that live, that have lapsed, and of the guest himself. Some are rated, some
 * by reviews that nobody has counted yet or may read.
 */
final class SearchWorld {
  static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private static final int HOTELS = 5;
  private static final int DAYS_BEFORE = 3;
  private static final int DAYS = 18;
  private static final String[] ZONES = {
    "Europe/Monaco", "Pacific/Kiritimati", "Pacific/Pago_Pago", "SystemV/PST8"
  };
  private static final String[] KINDS = {"LIVE", "LAPSED", "OWN", "OWN_PAYING", "LAPSED_PAYING"};

  final UUID guest;
  final Point centre;
  final List<UUID> hotels = new ArrayList<>();
  private final Site site;
  private final SplittableRandom random;
  private final SplittableRandom opinions;

  private record Night(UUID type, LocalDate day) {}

  private record Counters(int total, int overbooking, int blocked, int booked, int held) {
    int free() {
      return total + overbooking - blocked - booked - held;
    }

    Counters holding() {
      return new Counters(total, overbooking, blocked, booked, held + 1);
    }
  }

  SearchWorld(Site site, int number) {
    this.site = site;
    this.random = new SplittableRandom(number);
    this.opinions = new SplittableRandom(-1 - number);
    this.guest = id();
    this.centre = new Point(-60 + 5 * (number % 25), 20 * (number / 25));
    for (int n = 0; n < HOTELS; n++) hotels.add(hotel());
  }

  private UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private UUID hotel() {
    var id = id();
    var north = (random.nextDouble() - 0.5) / 20;
    var east = (random.nextDouble() - 0.5) / 20;
    site.sql(
        """
        INSERT INTO booking.hotel (id, host_id, city_id, name, description, lat, lon, zone, currency,
          stars, amenities, photos, check_in, check_out, tax_basis_points, city_tax_minor)
        VALUES (?, ?, 'monaco', 'Some', '', ?, ?, ?, ?, ?, ?, '[]', '15:00', '11:00', ?, ?)
        """,
        id,
        id(),
        centre.lat() + north,
        centre.lon() + east,
        ZONES[random.nextInt(ZONES.length)],
        random.nextInt(3) == 0 ? "USD" : "EUR",
        random.nextInt(6),
        chance(50) ? "[\"pool\", \"spa\"]" : "[\"spa\"]",
        random.nextInt(3_000),
        random.nextInt(300));
    var types = List.of(type(id, 2, 1, 2), type(id, 1 + random.nextInt(3), random.nextInt(3), 3));
    var plans = List.of(plan(id), plan(id));
    var stays = calendar(id, types, plans);
    if (opinions.nextInt(3) > 0) counted(id);
    stays.stream().filter(_ -> opinions.nextInt(5) == 0).forEach(stay -> review(id, stay));
    return id;
  }

  /** Most are as good as others, by more reviews or fewer. */
  private void counted(UUID hotel) {
    var reviews = 1 + opinions.nextInt(3);
    var odd = opinions.nextInt(3) == 0;
    var stars = reviews * 4 + (odd ? opinions.nextInt(reviews + 1) - opinions.nextInt(2) : 0);
    site.sql(
        "INSERT INTO booking.hotel_rating (hotel_id, reviews, stars) VALUES (?, ?, ?)",
        hotel,
        reviews,
        stars);
  }

  private void review(UUID hotel, UUID stay) {
    site.sql(
        """
        INSERT INTO booking.stay_review (id, stay_id, side, hotel_id, author_id, stars, departure,
          visible_at, published)
        VALUES (?, ?, ?, ?, ?, ?, current_date, clock_timestamp() + ? * interval '1 day', ?)
        """,
        new UUID(opinions.nextLong(), opinions.nextLong()),
        stay,
        opinions.nextInt(4) == 0 ? "HOST" : "GUEST",
        hotel,
        new UUID(opinions.nextLong(), opinions.nextLong()),
        1 + opinions.nextInt(5),
        opinions.nextInt(4) == 0 ? 1 : -1,
        opinions.nextInt(4) == 0);
  }

  private UUID type(UUID hotel, int adults, int children, int guests) {
    var id = id();
    site.sql(
        "INSERT INTO booking.room_type (id, hotel_id, name, adults_max, children_max, guests_max) VALUES (?, ?, 'Type', ?, ?, ?)",
        id,
        hotel,
        adults,
        children,
        Math.clamp(guests, adults, adults + children));
    return id;
  }

  private UUID plan(UUID hotel) {
    var id = id();
    site.sql(
        "INSERT INTO booking.rate_plan (id, hotel_id, name, meal_plan, policy) VALUES (?, ?, 'Plan', 'ROOM_ONLY', '{\"tiers\": []}')",
        id,
        hotel);
    return id;
  }

  /** Answers its stays. */
  private List<UUID> calendar(UUID hotel, List<UUID> types, List<UUID> plans) {
    var nights = new LinkedHashMap<Night, Counters>();
    var prices = new ArrayList<String>();
    for (var type : types) {
      for (int day = -DAYS_BEFORE; day < DAYS; day++) {
        var date = TODAY.plusDays(day);
        if (!chance(8)) nights.put(new Night(type, date), counters());
        for (var plan : plans) {
          if (chance(5)) continue;
          var price = 5_000 + random.nextInt(9_000);
          prices.add("('%s', '%s', '%s', '%s', %d)".formatted(hotel, plan, type, date, price));
        }
      }
    }
    var stays = new LinkedHashMap<UUID, List<Night>>();
    for (var kind : KINDS) hold(hotel, kind, types, nights, stays);
    write(hotel, nights, prices, stays);
    return List.copyOf(stays.keySet());
  }

  private Counters counters() {
    var total = 1 + random.nextInt(4);
    var booked = Math.min(random.nextInt(3), total);
    var blocked = booked < total && chance(30) ? 1 : 0;
    return new Counters(total, chance(25) ? 1 : 0, blocked, booked, 0);
  }

  /** One room in the nights of a span that have one free. */
  private void hold(
      UUID hotel,
      String kind,
      List<UUID> types,
      Map<Night, Counters> nights,
      Map<UUID, List<Night>> stays) {
    var type = types.get(random.nextInt(types.size()));
    var arrival = TODAY.plusDays(random.nextInt(6));
    var departure = arrival.plusDays(3);
    var held =
        arrival
            .datesUntil(departure)
            .map(day -> new Night(type, day))
            .filter(night -> nights.containsKey(night) && nights.get(night).free() > 0)
            .toList();
    held.forEach(night -> nights.computeIfPresent(night, (_, now) -> now.holding()));
    stays.put(stay(hotel, kind, arrival, departure), held);
  }

  private UUID stay(UUID hotel, String kind, LocalDate arrival, LocalDate departure) {
    var id = id();
    var paying = kind.endsWith("PAYING");
    site.sql(
        """
        INSERT INTO booking.stay (id, hotel_id, city_id, guest_id, guest_name, arrival, departure,
          status, quote_id, quote, total_minor, currency, expires_at, attempt, card_id, held_until)
        VALUES (?, ?, 'monaco', ?, 'Somebody', ?, ?, ?, ?, '{}', 100, 'EUR',
          clock_timestamp() + ? * interval '1 day', ?,
          CASE WHEN ? > 0 THEN gen_random_uuid() END, clock_timestamp())
        """,
        id,
        hotel,
        kind.startsWith("OWN") ? guest : id(),
        arrival,
        departure,
        paying ? "PAYING" : "HELD",
        id(),
        kind.startsWith("LAPSED") ? -1 : 1,
        paying ? 1 : 0,
        paying ? 1 : 0);
    return id;
  }

  private void write(
      UUID hotel, Map<Night, Counters> nights, List<String> prices, Map<UUID, List<Night>> stays) {
    var rows =
        nights.entrySet().stream()
            .map(night -> night(hotel, night.getKey(), night.getValue()))
            .collect(Collectors.joining(", "));
    site.sql(
        "INSERT INTO booking.room_night (hotel_id, room_type_id, night, total, overbooking, blocked, booked, held, stop_sell, closed_to_arrival, closed_to_departure, min_stay, max_stay) VALUES "
            + rows);
    site.sql(
        "INSERT INTO booking.rate_night (hotel_id, rate_plan_id, room_type_id, night, price_minor) VALUES "
            + String.join(", ", prices));
    stays.forEach((stay, held) ->
        held.forEach(night ->
            site.sql(
                "INSERT INTO booking.stay_night (stay_id, hotel_id, room_type_id, night, rooms) VALUES (?, ?, ?, ?, 1)",
                stay,
                hotel,
                night.type(),
                night.day())));
  }

  private String night(UUID hotel, Night night, Counters now) {
    return "('%s', '%s', '%s', %d, %d, %d, %d, %d, %s, %s, %s, %d, %d)"
        .formatted(
            hotel,
            night.type(),
            night.day(),
            now.total(),
            now.overbooking(),
            now.blocked(),
            now.booked(),
            now.held(),
            chance(5),
            chance(8),
            chance(8),
            chance(15) ? 2 + random.nextInt(2) : 1,
            chance(15) ? 1 + random.nextInt(2) : 0);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
