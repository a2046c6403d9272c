package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.booking.ApiCalls.answered;
import static souk.booking.stay.SomeHotel.DAY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import souk.booking.ApiCalls;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.account.IntentHistory;
import souk.platform.audit.AuditRule;

/** A provider, a node and a hotel with one room for twenty nights, that guests pay for. */
final class PaidHotel implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(1);
  static final int NIGHTS = 20;
  static final long PRICE = 10_001;
  private static final List<String> RULES =
      List.of(
          "room-night-is-its-ledger",
          "held-rooms-are-live-holds",
          "booked-rooms-are-live-stays",
          "room-is-given-for-a-booked-night");

  private static final String NIGHT_IS_THERE = "stay_night_hotel_id_room_type_id_night_fkey";

  final StripeTwin twin;
  final Site site;
  final BookingNode node;
  SomeHotel hotel;
  UUID plan;
  UUID type;
  private final Site siteOfNodes;

  private PaidHotel(UnaryOperator<Site> change, Map<String, Object> settings) {
    try {
      twin = StripeTwin.start(StripeTwinOptions.inProcess());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    site = Site.open(twin.baseUrl());
    siteOfNodes = change.apply(site);
    node = anotherNode(settings);
    anotherHotel();
  }

  /** From now on it is about another hotel, of which nothing is promised. */
  void anotherHotel() {
    hotel = SomeHotel.open(node);
    plan = hotel.plan(SomeHotel.FREE_UNTIL_TWO_DAYS_BEFORE);
    type = hotel.type("Double");
    hotel.sell(type, plan, DAY, NIGHTS, 1, PRICE);
  }

  static PaidHotel open(Map<String, Object> settings) {
    return new PaidHotel(UnaryOperator.identity(), settings);
  }

  /** On other engines than usual. */
  static PaidHotel open(UnaryOperator<Site> change) {
    return new PaidHotel(change, Map.of());
  }

  /** A node on the same engines that is the caller's to close. */
  BookingNode anotherNode(Map<String, Object> settings) {
    return BookingNode.start(siteOfNodes, settings);
  }

  RowStaySteps steps() {
    return node.bean(RowStaySteps.class);
  }

  /** The room for two nights, as held by this guest. */
  UUID held(Guest guest) {
    return guest.held(hotel, plan, DAY, 2, type);
  }

  /** The room for two nights that begin so many days later. */
  UUID held(Guest guest, int later) {
    return guest.held(hotel, plan, DAY.plusDays(later), 2, type);
  }

  /** As its saga would: paid for, booked, and all its money taken. */
  void driveToBooked(Guest guest, UUID held) {
    answered(guest.confirm(held, guest.card("pm_card_visa")), 202);
    steps().authorize(held);
    steps().conclude(held);
    assertThat(steps().capture(held).phase()).isEqualTo(StayPhase.AWAIT_STAY);
  }

  /** A stay whose card is to be asked. */
  UUID paying(Guest guest) {
    var stay = held(guest);
    answered(guest.confirm(stay, guest.card("pm_card_visa")), 202);
    return stay;
  }

  /** The intents of a stay at the provider, by their state, the oldest first. */
  List<String> intents(UUID stay) {
    return intentsOf(stay).stream().map(IntentHistory::status).toList();
  }

  List<IntentHistory> intentsOf(UUID stay) {
    return twin.intents().stream()
        .filter(intent -> stay.toString().equals(intent.metadata().get("order_id")))
        .toList();
  }

  long taken(UUID stay) {
    return intentsOf(stay).stream().mapToLong(IntentHistory::amountReceived).sum();
  }

  int total(UUID stay) {
    return site.count("SELECT total_minor FROM booking.stay WHERE id = ?", stay);
  }

  Stay stay(UUID stay) {
    return node.bean(Stays.class).find(stay).orElseThrow();
  }

  String value(UUID stay, String column) {
    return site.value("SELECT %s FROM booking.stay WHERE id = ?".formatted(column), stay);
  }

  /** The events of a stay, in their order. */
  List<String> events(UUID stay) {
    return site
        .rows(
            "SELECT type FROM booking.history WHERE aggregate_id = ? ORDER BY aggregate_version",
            stay)
        .stream()
        .map(row -> row.get("type"))
        .toList();
  }

  int held() {
    return site.count("SELECT sum(held) FROM booking.room_night WHERE hotel_id = ?", hotel.id);
  }

  int booked() {
    return site.count("SELECT sum(booked) FROM booking.room_night WHERE hotel_id = ?", hotel.id);
  }

  /** Until no money is on its way: it is over, or waits for its guest to come or go. */
  void awaitRest(UUID stay) {
    await().atMost(PATIENCE).until(() -> isAtRest(stay));
  }

  private boolean isAtRest(UUID stay) {
    return List.of("AT_REST", "AWAIT_STAY").contains(value(stay, "phase"));
  }

  /** A booked stay under a plan, all its money taken. */
  UUID booked(Guest guest, UUID ofPlan, int nights) {
    var stay = guest.held(hotel, ofPlan, DAY, nights, type);
    answered(guest.confirm(stay, guest.card("pm_card_visa")), 202);
    guest.await(stay, "CONFIRMED");
    awaitRest(stay);
    return stay;
  }

  /** What its host says of a stay: {@code check-in}, {@code check-out} or {@code no-show}. */
  HttpResponse<String> says(String what, UUID stay) {
    return says(what, stay, "");
  }

  HttpResponse<String> says(String what, UUID stay, String body) {
    var path = hotel.path("stays/" + stay + "/" + what);
    return new ApiCalls(node).post(hotel.host, "HOST", path, body);
  }

  /**
   * Moves all nights of this hotel and its stays into the past, so that so many nights of those
   * that begin on the first day are over today.
   */
  void nightsPass(int nights) {
    var days =
        site.count(
            """
            SELECT CAST(? AS date) - CAST(clock_timestamp() AT TIME ZONE zone AS date) + ?
            FROM booking.hotel WHERE id = ?
            """,
            DAY,
            nights,
            hotel.id);
    assertThat(days).as("further than there are nights").isGreaterThan(NIGHTS);
    site.sql("ALTER TABLE booking.inventory_ledger DISABLE TRIGGER USER");
    site.sql("ALTER TABLE booking.stay_night DROP CONSTRAINT IF EXISTS " + NIGHT_IS_THERE);
    var tables =
        List.of("stay_night", "room_night", "rate_night", "inventory_ledger", "room_assignment");
    for (var table : tables) {
      var back = "UPDATE booking.%s SET night = night - ? WHERE hotel_id = ?";
      site.sql(back.formatted(table), days, hotel.id);
    }
    site.sql(
        """
        UPDATE booking.stay s
        SET arrival = arrival - d.days, departure = departure - d.days,
          arrives_from = arrives_from - d.days * interval '1 day',
          no_show_from = no_show_from - d.days * interval '1 day',
          leave_by = leave_by - d.days * interval '1 day',
          quote = CAST(jsonb_set(jsonb_set(jsonb_set(jsonb_set(CAST(quote AS jsonb),
            '{wish,span,arrival}', to_jsonb(CAST(arrival - d.days AS text))),
            '{wish,span,departure}', to_jsonb(CAST(departure - d.days AS text))),
            '{check_in_at}', to_jsonb(CAST(CAST(quote AS jsonb) ->> 'check_in_at' AS timestamptz)
              - d.days * interval '1 day')),
            '{check_out_at}', to_jsonb(CAST(CAST(quote AS jsonb) ->> 'check_out_at' AS timestamptz)
              - d.days * interval '1 day')) AS text)
        FROM (SELECT CAST(? AS int) AS days) d
        WHERE hotel_id = ?
        """,
        days,
        hotel.id);
  }

  /** Moves the end of a promise to so many milliseconds from now on. */
  void lapse(UUID stay, int millis) {
    site.sql(
        "UPDATE booking.stay SET expires_at = clock_timestamp() + ? * interval '1 ms',"
            + " held_until = least(held_until, clock_timestamp() + ? * interval '1 ms')"
            + " WHERE id = ?",
        millis,
        millis,
        stay);
  }

  /** Counters, ledger and stays agree, and the provider was never asked for what is wrong. */
  void assertClean() {
    for (var name : RULES) {
      var rule = node.bean(AuditRule.class, name);
      assertThat(site.rows(rule.sql(), rule.grace().toSeconds())).as(name).isEmpty();
    }
    assertThat(twin.violations()).isEmpty();
  }

  @Override
  public void close() {
    node.close();
    try {
      twin.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
