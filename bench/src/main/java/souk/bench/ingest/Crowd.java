package souk.bench.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import souk.bench.load.Places;
import souk.dispatch.city.CityId;
import souk.dispatch.city.Point;

/**
 * Drivers on line in a city, in groups of which each sends one batch at a time. The last of a group
 * is its witness, with a product of his own: with every batch he moves on by a step, so that one
 * search for that product tells which batches it sees.
 */
final class Crowd {
  static final int GROUP = 1_000;

  private static final double WITNESS_LAT = 43.7300;
  private static final double WITNESS_LON = 7.4200;
  private static final double BESIDE_THE_NEXT = 0.0005;

  /** About two metres; a place in Redis is exact to half of one. */
  private static final double STEP_LAT = 2e-5;

  /** How far drivers go to and fro between two batches: some ten metres. */
  private static final double DRIVE_LAT = 1e-4;

  private final CityId city;
  private final List<Group> groups;

  /** A batch on its way; its number counts its group's batches. */
  record Batch(Group group, long number, String body) {}

  /** Some drivers, as what stays the same in their positions' JSON. */
  static final class Group {
    private final int index;
    private final List<String> here;
    private final List<String> there;
    private final AtomicLong sent = new AtomicLong();
    private volatile Instant last = Instant.EPOCH;

    private Group(int index, List<String> here, List<String> there) {
      this.index = index;
      this.here = here;
      this.there = there;
    }

    int index() {
      return index;
    }

    /** Everybody's next position, as of now. */
    Batch next() {
      var number = sent.incrementAndGet();
      last = Instant.now();
      var end = ",\"at\":\"" + last + "\"}";
      var body = new StringBuilder(GROUP * 140).append("{\"positions\":[");
      var drivers = number % 2 == 0 ? here : there;
      drivers.forEach(driver -> body.append(driver).append(end).append(','));
      body.append(json(witness(index), place(number))).append(end).append("]}");
      return new Batch(this, number, body.toString());
    }

    /** How old the positions of its last batch are. */
    Duration sinceLast() {
      return Duration.between(last, Instant.now());
    }

    private Point place(long number) {
      return new Point(WITNESS_LAT + number * STEP_LAT, WITNESS_LON + index * BESIDE_THE_NEXT);
    }
  }

  Crowd(CityId city, Places places, int groups) {
    this.city = city;
    this.groups = IntStream.range(0, groups).mapToObj(index -> group(index, places)).toList();
  }

  List<Group> groups() {
    return groups;
  }

  Group groupOf(UUID driver) {
    return groups.get(Math.toIntExact((driver.getLeastSignificantBits() - 1) / GROUP));
  }

  int drivers() {
    return groups.size() * GROUP;
  }

  /** Puts them on line, past the application, and so many others who have sent nothing yet. */
  void signOn(Connection connection, int others) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            INSERT INTO dispatch.driver (id, city_id, name, status, availability, product, plate,
                                         model, colour, products)
            SELECT CAST(lpad(to_hex(n), 32, '0') AS uuid), ?, 'n', 'APPROVED', 'ONLINE', p.name,
                   'p', 'm', 'c', p.name
            FROM generate_series(1, ?) n,
              LATERAL (SELECT CASE WHEN n % ? = 0 AND n <= ? THEN 'premium'
                       ELSE (ARRAY['standard', 'xl', 'pool', 'courier'])[1 + n % 4] END
                       AS name) p
            """)) {
      statement.setString(1, city.slug());
      statement.setInt(2, drivers() + others);
      statement.setInt(3, GROUP);
      statement.setInt(4, drivers());
      statement.executeUpdate();
    }
  }

  /** One of the others: whose place is known elsewhere would be taken for a teleport. */
  UUID other(int index) {
    return new UUID(0, drivers() + index + 1L);
  }

  static UUID witness(int group) {
    return new UUID(0, (group + 1L) * GROUP);
  }

  /** The number of the batch that brought a witness where he is. */
  static long number(Point seen) {
    return Math.round((seen.lat() - WITNESS_LAT) / STEP_LAT);
  }

  private static Group group(int index, Places places) {
    var homes = places.next(GROUP - 1);
    return new Group(index, positions(index, homes, 0), positions(index, homes, DRIVE_LAT));
  }

  private static List<String> positions(int group, List<Point> homes, double north) {
    var first = group * (long) GROUP + 1;
    return IntStream.range(0, homes.size())
        .mapToObj(n -> json(new UUID(0, first + n), north(homes.get(n), north)))
        .toList();
  }

  private static Point north(Point point, double north) {
    return new Point(point.lat() + north, point.lon());
  }

  private static String json(UUID driver, Point point) {
    return String.format(
        Locale.ROOT,
        "{\"driver_id\":\"%s\",\"lat\":%.6f,\"lon\":%.6f,\"accuracy_m\":5",
        driver,
        point.lat(),
        point.lon());
  }
}
