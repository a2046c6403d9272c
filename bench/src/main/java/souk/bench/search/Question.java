package souk.bench.search;

import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What somebody asks who wants to stay somewhere.
 *
 * @param radiusMetres around a point of the town
 * @param more what else he wants, as it stands in the query
 */
record Question(
    double lat,
    double lon,
    int radiusMetres,
    LocalDate arrival,
    int nights,
    int flexibleDays,
    String more) {
  static final double SOUTH = 43.724;
  static final double WEST = 7.409;
  static final double HIGH = 0.028;
  static final double WIDE = 0.031;

  /** From one end of the town to the other. */
  private static final int WHOLE_TOWN_METRES = 5_000;

  private static final int AHEAD_DAYS = 300;
  private static final int[] RADII = {500, 500, 1_000, 1_000, 1_000, 1_000, 2_000, 2_000};
  private static final String[] NAMES = {"hermitage", "miramr", "belevue", "metropole", "olimpia"};

  /**
   * One of seven asks for the whole town, one of three may come on other days too.
   *
   * @param today nights begin to be for sale
   */
  static Question draw(SplittableRandom random, LocalDate today) {
    var whole = random.nextInt(7) == 0;
    return new Question(
        SOUTH + HIGH * random.nextDouble(),
        WEST + WIDE * random.nextDouble(),
        whole ? WHOLE_TOWN_METRES : RADII[random.nextInt(RADII.length)],
        today.plusDays(10 + random.nextInt(AHEAD_DAYS)),
        random.nextInt(5) == 0 ? random.nextInt(5, 15) : random.nextInt(1, 5),
        random.nextInt(3) == 0 ? random.nextInt(1, 4) : 0,
        more(random));
  }

  private static String more(SplittableRandom random) {
    var more = new StringBuilder();
    var rooms = random.nextInt(7) == 0 ? 2 : 1;
    more.append("&rooms=" + rooms + "&adults=" + (rooms + random.nextInt(2)));
    more.append("&children=" + (random.nextInt(4) == 0 ? 1 : 0));
    if (random.nextInt(3) == 0) more.append("&stars=3,4,5");
    if (random.nextInt(5) == 0) more.append("&amenities=pool");
    if (random.nextInt(5) == 0) more.append("&currency=EUR&price_max=100000");
    if (random.nextInt(10) == 0) more.append("&text=" + NAMES[random.nextInt(NAMES.length)]);
    if (random.nextInt(3) == 0) more.append("&sort=DISTANCE");
    return more.toString();
  }

  boolean isExact() {
    return flexibleDays == 0;
  }

  /** As it is asked over HTTP. */
  String path() {
    return String.format(
            Locale.ROOT,
            "/v1/stays/search?lat=%.5f&lon=%.5f&radius_m=%d&arrival=%s&departure=%s&flexible_days=%d",
            lat,
            lon,
            radiusMetres,
            arrival,
            arrival.plusDays(nights),
            flexibleDays)
        + more;
  }
}
