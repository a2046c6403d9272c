package souk.booking.fare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.booking.quote.Quote;
import souk.booking.quote.SomeQuote;
import souk.dispatch.city.Point;
import souk.platform.json.Json;

/** What is made of the traces of rides through Monaco, at ten metres a second. */
class MeteringTest {
  private static final Instant STARTED = Instant.parse("2026-11-22T12:00:00Z");
  private static final Quote QUOTE = SomeQuote.of(900, 90);
  private static final Duration PING = Way.PING;

  private static Site site;
  private static BookingNode node;
  private static Way way;
  private static List<Point> pings;

  @BeforeAll
  static void open() {
    site = Site.open("http://127.0.0.1:1");
    var day = LocalDate.ofInstant(STARTED, ZoneOffset.UTC);
    site.sql(
        """
        CREATE TABLE IF NOT EXISTS dispatch.trace_point_%s PARTITION OF dispatch.trace_point
        FOR VALUES FROM ('%s') TO ('%s')
        """
            .formatted(day.toString().replace("-", ""), day, day.plusDays(1)));
    node = BookingNode.start(site, BookingNode.API_ONLY);
    way = Way.between(node, QUOTE.pickup(), QUOTE.dropoff());
    pings = way.pings();
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void aWayIsAsLongAsTheRoadsThatWereDriven() {
    var metered = metered(pings, pings.size()).orElseThrow();

    var measured = metered.measured();
    assertThat((double) measured.metres()).isCloseTo(way.metres(), within(80.0));
    assertThat(measured.confidence()).isGreaterThan(0.8);
    assertThat(measured.endsAtDropoff()).isTrue();
    assertThat(measured.passedDropoff()).isFalse();
    assertThat(metered.polyline()).hasSizeGreaterThan(20);
  }

  @Test
  void aDriverWhoForgetsToEndTheRideMakesItNoLonger() {
    var atOnce = metered(pings, pings.size()).orElseThrow().measured();
    var standing = new ArrayList<>(pings);
    for (int n = 0; n < 100; n++) standing.add(pings.getLast());

    var later = metered(standing, standing.size()).orElseThrow().measured();

    assertThat(later.time().toSeconds()).isCloseTo(atOnce.time().toSeconds(), within(8L));
    assertThat((double) later.metres()).isCloseTo(atOnce.metres(), within(30.0));
  }

  @Test
  void impossibleJumpsAddNothing() {
    var jumpy = new ArrayList<>(pings);
    jumpy.set(7, new Point(43.7480, 7.4370));
    jumpy.set(12, new Point(43.7300, 7.4150));
    var measured = metered(jumpy, jumpy.size()).orElseThrow().measured();
    assertThat((double) measured.metres()).isCloseTo(way.metres(), within(80.0));
  }

  @Test
  void theFastestWayBridgesASilence() {
    var gap = IntStream.range(0, pings.size()).filter(n -> n < 4 || n > pings.size() - 4);
    var trip = trip(gap.boxed().toList(), pings);

    var measured = metering().of(trip, QUOTE, journey(pings.size())).orElseThrow().measured();

    assertThat((double) measured.metres()).isCloseTo(way.metres(), within(120.0));
    assertThat(measured.confidence()).isLessThan(0.9);
  }

  @Test
  void whoseSilenceLastsToTheEndIsThoughtToHaveArrived() {
    var measured = metered(pings.subList(0, 5), pings.size()).orElseThrow().measured();
    assertThat(measured.endsAtDropoff()).isTrue();
    assertThat((double) measured.metres()).isCloseTo(way.metres(), within(200.0));
  }

  @Test
  void whoGetsOutEarlyHasDrivenLess() {
    var half = pings.subList(0, pings.size() / 2);
    var measured = metered(half, half.size()).orElseThrow().measured();
    assertThat(measured.endsAtDropoff()).isFalse();
    assertThat((double) measured.metres()).isLessThan(way.metres() * 0.6);
  }

  @Test
  void whoPassesTheDropoffIsSeenToDoSo() {
    var onAndBack = new ArrayList<>(pings);
    var back = pings.reversed().subList(0, pings.size() - 3);
    onAndBack.addAll(back);
    onAndBack.addAll(back.reversed());
    var measured = metered(onAndBack, onAndBack.size()).orElseThrow().measured();
    assertThat(measured.passedDropoff()).isTrue();
    assertThat(measured.endsAtDropoff()).isTrue();
  }

  @Test
  void aPhoneWhoseClockIsAheadLosesNothing() {
    var trip = trip(IntStream.range(0, pings.size()).boxed().toList(), pings);
    var end = STARTED.plus(PING.multipliedBy(pings.size() - 1L)).minusSeconds(4);
    var journey = new Journey(STARTED, STARTED, STARTED, STARTED, end);
    var measured = metering().of(trip, QUOTE, journey).orElseThrow().measured();
    assertThat(measured.metresFromDropoff()).isLessThan(Way.METRES_PER_PING / 2);
  }

  /** Who goes round and comes back to where he got in has ordered no more than that. */
  @Test
  void whoBeginsAtTheDropoffHasNotPassedIt() {
    var round = new ArrayList<>(pings);
    round.addAll(pings.reversed());
    var trip = trip(IntStream.range(0, round.size()).boxed().toList(), round);
    var home = QUOTE.to(QUOTE.id(), QUOTE.pickup(), 30, 10, 0, QUOTE.fare(), QUOTE.expiresAt());

    var measured = metering().of(trip, home, journey(round.size())).orElseThrow().measured();

    assertThat(measured.endsAtDropoff()).isTrue();
    assertThat(measured.passedDropoff()).isFalse();
    assertThat(Billing.completed(home, journey(round.size()), Optional.of(measured)).reason())
        .isNotEqualTo(Reason.RETURNED_TO_DROPOFF);
  }

  @Test
  void whatWasDrivenBeforeTheRiderSatInTheCarDoesNotCount() {
    var trip = trip(IntStream.range(0, pings.size()).boxed().toList(), pings);
    var late = STARTED.plus(PING.multipliedBy(pings.size() - 5));
    var journey = new Journey(STARTED, STARTED, STARTED, late, late.plusSeconds(20));
    var measured = metering().of(trip, QUOTE, journey).orElseThrow().measured();
    assertThat(measured.metres()).isLessThan(6 * Way.METRES_PER_PING);
  }

  @Test
  void withoutPositionsOrAnEndNothingIsMeasured() {
    assertThat(metered(List.of(), 20)).isEmpty();
    assertThat(metered(pings.subList(0, 1), 20)).isEmpty();
    assertThat(metering().of(UUID.randomUUID(), QUOTE, journey(20))).isEmpty();
    assertThat(metering().of(UUID.randomUUID(), QUOTE, Journey.NONE)).isEmpty();
  }

  /** As it is kept with a ride. */
  @Test
  void aBillIsReadBackAsItWasMade() {
    var journey = journey(pings.size());
    var way = metered(pings, pings.size()).map(Metered::measured);
    var json = node.bean(Json.class);
    for (var bill :
        List.of(
            Billing.completed(QUOTE, journey, way),
            Billing.completed(QUOTE, journey, Optional.empty()),
            Billing.noShow(QUOTE, Journey.NONE, STARTED))) {
      assertThat(json.read(json.write(bill), Bill.class)).isEqualTo(bill);
    }
  }

  private static Optional<Metered> metered(List<Point> positions, int pingsUntilTheEnd) {
    var trip = trip(IntStream.range(0, positions.size()).boxed().toList(), positions);
    return metering().of(trip, QUOTE, journey(pingsUntilTheEnd));
  }

  private static Metering metering() {
    return node.bean(Metering.class);
  }

  private static Journey journey(int pings) {
    return new Journey(STARTED, STARTED, STARTED, STARTED, STARTED.plus(PING.multipliedBy(pings)));
  }

  /** A trip with a position at every ping of these numbers. */
  private static UUID trip(List<Integer> numbers, List<Point> positions) {
    var trip = UUID.randomUUID();
    var driver = UUID.randomUUID();
    site.sql(
        """
        INSERT INTO dispatch.trip (id, city_id, product, rider_id, rider_name, pickup_lat,
          pickup_lon, dropoff_lat, dropoff_lon, fare_minor, fare_currency, status, requested_at,
          moved_at, search_until, driver_id, driver_name, driver_plate, driver_model, driver_colour,
          assigned_at, completed_at)
        VALUES (?, 'monaco', 'standard', ?, 'Ada', 43.74, 7.42, 43.73, 7.42, 1000, 'EUR',
          'COMPLETED', now(), now(), now(), ?, 'Dina', 'MC 1', 'Zoe', 'white',
          CAST(? AS timestamptz), CAST(? AS timestamptz))
        """,
        trip,
        UUID.randomUUID(),
        driver,
        STARTED.toString(),
        STARTED.plusSeconds(9_000).toString());
    for (var number : numbers) {
      var at = STARTED.plus(PING.multipliedBy(number));
      site.sql(
          """
          INSERT INTO dispatch.trace_point (city_id, trip_id, driver_id, at, lat, lon, accuracy_m)
          VALUES ('monaco', ?, ?, CAST(? AS timestamptz), ?, ?, 8)
          """,
          trip,
          driver,
          at.toString(),
          positions.get(number).lat(),
          positions.get(number).lon());
    }
    return trip;
  }
}
