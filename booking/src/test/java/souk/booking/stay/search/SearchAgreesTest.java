package souk.booking.stay.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.stay.calendar.Span;
import souk.booking.stay.search.SearchOracle.Expected;
import souk.booking.stay.search.SearchWish.Filter;
import souk.booking.stay.search.SearchWish.Party;
import souk.dispatch.city.Point;
import souk.platform.json.Json;
import souk.platform.postgres.Statements;

/**
 * Whatever the calendars and the wish are, a search shows what a quote would say, hotel by hotel.
 */
class SearchAgreesTest {
  private static final int AHEAD_DAYS = 6;
  private static final int WORLDS = 16;
  private static final int WORLDS_MAX = 40;
  private static final int WISHES = 16;
  private static final int ALL = 100;
  private static final List<SearchOrder> ORDERS = List.of(SearchOrder.values());

  private static BookingNode node;
  private static Site site;
  private static int worlds;
  private static SearchOracle oracle;
  private static final List<Sample> SAMPLES = new ArrayList<>();

  private record Sample(SearchWorld world, SearchWish wish, List<Expected> expected) {}

  @BeforeAll
  static void open() {
    site = Site.open("http://127.0.0.1:1");
    node =
        BookingNode.start(
            site, Map.of("souk.roles", "api", "souk.stays.ahead-days", "" + AHEAD_DAYS));
    oracle = new SearchOracle(node);
    while (worlds < WORLDS) SAMPLES.addAll(nextWorld());
  }

  private static List<Sample> nextWorld() {
    var number = worlds++;
    var world = new SearchWorld(site, number);
    var random = new SplittableRandom(100 + number);
    return Stream.generate(() -> wish(world, random))
        .limit(WISHES)
        .map(wish -> new Sample(world, wish, oracle.expected(world.guest, wish, world.hotels)))
        .toList();
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void aSearchShowsWhatQuotesSay() {
    var found = node.bean(FoundStays.class);
    for (var sample : SAMPLES) {
      var answer = answer(found, sample);
      // a new day may have begun at a hotel since its quotes were asked for
      var expected = answer.equals(sample.expected()) ? answer : expected(sample);
      assertThat(answer).as("%s", sample.wish()).isEqualTo(expected);
    }
    assertThat(SAMPLES).filteredOn(sample -> sample.expected().size() > 1).hasSizeGreaterThan(20);
    assertThat(SAMPLES).filteredOn(sample -> sample.expected().isEmpty()).hasSizeGreaterThan(5);
  }

  @Test
  void whatIsOfferedIsQuotedToTheMinorUnit() {
    for (var sample : SAMPLES) {
      for (var found : read(node.bean(FoundStays.class), sample)) {
        assertThat(oracle.quoted(sample.world().guest, found.stay()))
            .isEqualTo(found.stay().offer().total());
      }
    }
  }

  @Test
  void pagesHoldTheSameAsTheWhole() {
    var search = node.bean(SearchStays.class);
    for (var sample : SAMPLES) {
      var paged = new ArrayList<FoundStay>();
      var guest = sample.world().guest;
      var page = search.search(guest, sample.wish(), null, 1);
      paged.addAll(page.items());
      while (page.nextCursor() != null) {
        page = search.search(guest, sample.wish(), page.nextCursor(), 1);
        paged.addAll(page.items());
      }
      assertThat(paged).isEqualTo(search.search(guest, sample.wish(), null, ALL).items());
    }
  }

  /** Each of these is left out or bent in turn, and the comparison must notice. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      nullValues = "-",
      value = {
        "NOT n.closed_to_arrival AND ; -",
        "n.min_stay <= w.length ; true",
        "(n.max_stay = 0 OR n.max_stay >= w.length) ; true",
        "n.max_stay = 0 OR ; -",
        "NOT n.stop_sell AND ; -",
        "+ n.overbooking ; -",
        "- n.blocked ; -",
        "- n.held ; -",
        "- n.booked ; -",
        "+ coalesce(given.rooms, 0) ; -",
        "held.expires_at <= w.now OR ; -",
        "OR held.guest_id = w.guest_id AND held.status = 'HELD' ; -",
        "held.guest_id = w.guest_id AND held.status = 'HELD' ; held.guest_id = w.guest_id",
        "AND sn.room_type_id = t.id ; -",
        ">= w.rooms) OVER stay ; > 0) OVER stay",
        "s.no_departure IS NOT TRUE ; true",
        "s.no_departure IS NOT TRUE ; s.no_departure IS FALSE",
        "s.free_nights = w.length ; true",
        "s.nights = w.length ; true",
        "BETWEEN p.today AND p.today + w.ahead ; IS NOT NULL",
        "BETWEEN p.today AND p.today + w.ahead ; >= p.today",
        "CAST(w.offsets ->> h.zone AS int) ; 0",
        "w.adults <= t.adults_max * w.rooms ; true",
        "w.children <= t.children_max * w.rooms ; true",
        "w.adults + w.children <= t.guests_max * w.rooms ; true",
        "r.net * w.rooms AS net ; r.net AS net",
        "+ 5000 ; -",
        "* w.adults * w.length ; * w.length",
        "coalesce(p.metres <= w.radius, true) ; true",
        "coalesce(h.stars = ANY (w.stars), true) ; true",
        "CAST(h.amenities AS jsonb) @> w.amenities ; true",
        "coalesce(h.currency = w.currency, true) ; true",
        ">= w.price_min ; > -1",
        "<= w.price_max ; > -1",
        "coalesce(w.rating_min, 0) <= coalesce(p.rating, 0) ; true",
        "v.visible_at <= w.now ; true",
        "NOT v.published AND ; -",
        "AND v.side = 'GUEST' ; -",
        "coalesce(c.reviews, 0) + ; -",
        "+ coalesce(f.stars, 0) ; -",
        "- least(o.reviews, 999999) ; -",
        "-1000000 * ; 1000000 *"
      })
  void whatIsLeftOutOfTheReadIsFound(String restriction, String instead) {
    assertThat(SearchSql.SEARCH).contains(restriction);
    var bent = SearchSql.SEARCH.replace(restriction, instead == null ? "" : instead);
    assertThat(isFound(bent)).as("without %s", restriction).isTrue();
  }

  private static List<Expected> expected(Sample sample) {
    return oracle.expected(sample.world().guest, sample.wish(), sample.world().hotels);
  }

  private static boolean isFound(String sql) {
    var bent =
        new FoundStays(node.bean(Statements.class), node.bean(Json.class)) {
          @Override
          String sql() {
            return sql;
          }
        };
    // what today is at the hotels changes with the hour, and with it what a world can show
    return Stream.concat(List.copyOf(SAMPLES).stream(), further())
        .anyMatch(sample -> isSeenThrough(bent, sample));
  }

  private static boolean isSeenThrough(FoundStays bent, Sample sample) {
    var answer = answer(bent, sample);
    return !answer.equals(sample.expected()) && !answer.equals(expected(sample));
  }

  private static Stream<Sample> further() {
    return Stream.generate(SearchAgreesTest::nextWorld)
        .limit(WORLDS_MAX - worlds)
        .peek(SAMPLES::addAll)
        .flatMap(List::stream);
  }

  private static List<Expected> answer(FoundStays found, Sample sample) {
    return read(found, sample).stream()
        .map(FoundStays.Ranked::stay)
        .map(SearchAgreesTest::told)
        .toList();
  }

  private static Expected told(FoundStay stay) {
    var hotel = stay.hotel();
    return new Expected(hotel.id(), stay.distanceM(), stay.offer().total(), hotel.rating());
  }

  private static List<FoundStays.Ranked> read(FoundStays found, Sample sample) {
    var start = SearchCursor.of(null, sample.wish());
    return found.read(sample.world().guest, sample.wish(), AHEAD_DAYS, start, ALL);
  }

  private static SearchWish wish(SearchWorld world, SplittableRandom random) {
    var arrival = SearchWorld.TODAY.plusDays(random.nextInt(-1, 8));
    var rooms = random.nextInt(4) == 0 ? 2 : 1;
    return new SearchWish(
        area(world, random),
        new Span(arrival, arrival.plusDays(random.nextInt(1, 4))),
        random.nextInt(3) == 0 ? random.nextInt(1, 3) : 0,
        new Party(rooms, rooms + random.nextInt(3), random.nextInt(3)),
        filter(random),
        ORDERS.get(random.nextInt(ORDERS.size())));
  }

  private static Area area(SearchWorld world, SplittableRandom random) {
    if (random.nextInt(3) > 0) {
      return Area.circle(
          world.centre, random.nextBoolean() ? 1_000 + random.nextInt(2_500) : 30_000);
    }
    var at = world.centre;
    return Area.box(
        new Point(at.lat() - 0.2, at.lon() - 0.2), new Point(at.lat() + 0.2, at.lon() + 0.2), null);
  }

  private static Filter filter(SplittableRandom random) {
    var priced = random.nextInt(3) == 0;
    var stars = IntStream.range(0, 6).boxed().filter(_ -> random.nextBoolean()).toList();
    return new Filter(
        priced ? "EUR" : null,
        priced ? random.nextLong(12_000) : null,
        priced ? 12_000 + random.nextLong(30_000) : null,
        random.nextInt(5) == 0 ? stars : List.of(),
        random.nextInt(6) == 0 ? BigDecimal.valueOf(300 + random.nextInt(201), 2) : null,
        random.nextInt(5) == 0 ? List.of("pool") : List.of(),
        null);
  }
}
