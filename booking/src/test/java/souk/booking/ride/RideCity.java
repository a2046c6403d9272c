package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.account.IntentHistory;
import souk.platform.saga.SagaWorkers;

/**
 * A small city on real engines: riders who request and sometimes call off, drivers who drive, nodes
 * that come and go, and at the end a comparison of what each was told with what the rows and the
 * provider say.
 */
final class RideCity implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int DRIVERS = 8;

  final StripeTwin twin;
  final Site site;
  private final Site siteOfNodes;
  final DriversAtWork drivers;
  private final List<BookingNode> nodes = new CopyOnWriteArrayList<>();
  private final Set<UUID> requested = ConcurrentHashMap.newKeySet();
  private final Set<UUID> calledOff = ConcurrentHashMap.newKeySet();
  private final List<Future<?>> riders = new CopyOnWriteArrayList<>();
  private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();

  private RideCity(
      UnaryOperator<Site> change, Map<String, Object> settings, int firstNodes, int driverCount) {
    try {
      twin = StripeTwin.start(StripeTwinOptions.inProcess());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    site = Site.open(twin.baseUrl());
    siteOfNodes = change.apply(site);
    for (int i = 0; i < firstNodes; i++) nodes.add(anotherNode(settings));
    drivers = new DriversAtWork(site, this::last, driverCount);
  }

  /** A city of one node with a few drivers. */
  static RideCity open() {
    return new RideCity(UnaryOperator.identity(), Map.of(), 1, DRIVERS);
  }

  /** A city on other engines than usual. */
  static RideCity open(UnaryOperator<Site> change) {
    return new RideCity(change, Map.of(), 1, DRIVERS);
  }

  /** A city whose node has these settings beside or instead of the usual. */
  static RideCity open(Map<String, Object> settings) {
    return new RideCity(UnaryOperator.identity(), settings, 1, DRIVERS);
  }

  /** A city of two nodes: riders call the first, drivers the last. */
  static RideCity ofTwoNodes() {
    return new RideCity(UnaryOperator.identity(), Map.of(), 2, DRIVERS);
  }

  /** A city in which nobody drives. */
  static RideCity withoutDrivers(UnaryOperator<Site> change) {
    return withoutDrivers(change, Map.of());
  }

  static RideCity withoutDrivers(UnaryOperator<Site> change, Map<String, Object> settings) {
    return new RideCity(change, settings, 1, 0);
  }

  /** A node on the same engines that is the caller's to close. */
  BookingNode anotherNode(Map<String, Object> settings) {
    return BookingNode.start(siteOfNodes, settings);
  }

  BookingNode first() {
    return nodes.getFirst();
  }

  BookingNode last() {
    return nodes.getLast();
  }

  /** The riders' node ends as a process does that is told to. */
  void closeFirst() {
    nodes.removeFirst().close();
  }

  /** The drivers' node does so. */
  void closeLast() {
    nodes.removeLast().close();
  }

  /** The first node's workers lose Temporal in the middle of what they do, and never return. */
  void killFirst() {
    var dead = nodes.removeFirst();
    dead.bean(WorkflowServiceStubs.class).shutdownNow();
    dead.close();
  }

  Phone phone() {
    return new Phone(this::first);
  }

  /** So many riders request; every fourth calls off. Returns when some are paid for. */
  void requestRides(int count) {
    var paid = twin.intentCount();
    for (int i = 0; i < count; i++) {
      var fickle = i % 4 == 3;
      riders.add(people.submit(() -> ride(fickle)));
    }
    await().atMost(PATIENCE).until(() -> twin.intentCount() >= paid + count / 3);
  }

  private void ride(boolean fickle) {
    var phone = phone();
    var wish = insist(() -> phone.wish("pm_card_visa"));
    var id = insist(() -> phone.send(wish).id());
    requested.add(id);
    if (fickle && insist(() -> cancelled(phone.cancel(id)))) calledOff.add(id);
  }

  private static boolean cancelled(Phone.Answer answer) {
    return switch (answer.status()) {
      case 200 -> answer.body().path("status").asText().equals("CANCELLED");
      case 409 -> false;
      default -> throw new AssertionError(answer.response().body());
    };
  }

  /** A phone whose node has gone, or has no database just now, asks again, with the same key. */
  private static <T> T insist(Supplier<T> call) {
    var result = new ArrayList<T>();
    await().atMost(PATIENCE).ignoreExceptions().until(() -> result.add(call.get()));
    return result.getFirst();
  }

  /** A ride of the city's own phone, which is followed to its end as all others are. */
  UUID follow(UUID ride) {
    requested.add(ride);
    return ride;
  }

  /** A ride that its rider was told is off. */
  void followCalledOff(UUID ride) {
    requested.add(ride);
    calledOff.add(ride);
  }

  /** Whether the first node can be handed a saga's first task. */
  boolean workersRun() {
    return first().bean(SagaWorkers.class).running();
  }

  void awaitStatus(UUID ride, RideStatus status) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(status(ride)).isEqualTo(status.name()));
  }

  void awaitSettled(UUID ride) {
    await().atMost(PATIENCE).until(() -> isSettled(ride));
  }

  boolean isSettled(UUID ride) {
    return site.count(
            "SELECT count(*) FROM booking.ride WHERE id = ? AND settled_at IS NOT NULL", ride)
        == 1;
  }

  String status(UUID ride) {
    return site.value("SELECT status FROM booking.ride WHERE id = ?", ride);
  }

  String payment(UUID ride) {
    return site.value("SELECT payment FROM booking.ride WHERE id = ?", ride);
  }

  /** The states of the provider's intents for a ride. */
  List<String> intents(UUID ride) {
    return twin.intents().stream()
        .filter(intent -> ride.toString().equals(intent.chargeId()))
        .map(intent -> intent.status())
        .toList();
  }

  /** Every ride is settled, its people free, its charge as its end demands, and once. */
  void assertEveryRideSettledOnce() {
    await().atMost(PATIENCE).until(() -> riders.stream().allMatch(Future::isDone));
    assertThat(riders).noneMatch(rider -> rider.state() == Future.State.FAILED);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(ids("SELECT id FROM booking.ride WHERE settled_at IS NOT NULL"))
                .containsExactlyInAnyOrderElementsOf(requested));
    await().atMost(PATIENCE).untilAsserted(this::assertWhoWon);
    assertThat(twin.violations()).isEmpty();
    requested.forEach(this::assertChargedAsBilled);
    awaitMoneyAtItsEnd();
    assertThat(site.count("SELECT count(*) FROM booking.rider_claim")).isZero();
    assertThat(ids("SELECT ride_id FROM booking.receipt"))
        .containsExactlyInAnyOrderElementsOf(
            ids("SELECT id FROM booking.ride WHERE bill_minor > 0"));
  }

  /** Nothing is reserved or in escrow any more. */
  void awaitMoneyAtItsEnd() {
    var open =
        "SELECT count(*) FROM payments.ledger_account WHERE balance_minor <> 0"
            + " AND kind IN ('memo:reserved_for', 'escrow')";
    await().atMost(PATIENCE).until(() -> site.count(open) == 0);
  }

  private void assertWhoWon() {
    assertThat(ids("SELECT id FROM booking.ride WHERE status = 'COMPLETED'"))
        .containsExactlyInAnyOrderElementsOf(drivers.completed);
    assertThat(ids("SELECT id FROM dispatch.trip WHERE status = 'COMPLETED'"))
        .containsExactlyInAnyOrderElementsOf(drivers.completed);
    assertThat(ids("SELECT id FROM booking.ride WHERE status = 'CANCELLED'"))
        .containsExactlyInAnyOrderElementsOf(calledOff);
  }

  /** Nothing is left reserved, and what was taken and what is owed is what the ride cost. */
  private void assertChargedAsBilled(UUID ride) {
    assertThat(payments(ride).map(IntentHistory::status))
        .isSubsetOf("succeeded", "canceled", "requires_payment_method");
    assertThat(taken(ride) + owed(ride)).as(status(ride)).isEqualTo(bill(ride));
    if (status(ride).equals("COMPLETED")) assertThat(bill(ride)).isPositive();
  }

  /** What a ride cost, in cents; 0 while nobody has said. */
  long bill(UUID ride) {
    return site.count("SELECT coalesce(bill_minor, 0) FROM booking.ride WHERE id = ?", ride);
  }

  private long owed(UUID ride) {
    return site.count(
        "SELECT coalesce(sum(amount_minor), 0) FROM booking.debt WHERE ride_id = ?", ride);
  }

  /** What the provider took for a ride itself, in cents, by all charges. */
  long taken(UUID ride) {
    return payments(ride).mapToLong(IntentHistory::amountReceived).sum();
  }

  private Stream<IntentHistory> payments(UUID ride) {
    return twin.intents().stream()
        .filter(intent -> {
          var order = String.valueOf(intent.metadata().get("order_id"));
          return switch (String.valueOf(intent.metadata().get("order_kind"))) {
            case RideMoney.RIDE, RideMoney.EXTRA -> order.equals(ride.toString());
            case DestinationChange.KIND -> changesOf(ride).contains(UUID.fromString(order));
            default -> false;
          };
        });
  }

  private List<UUID> changesOf(UUID ride) {
    return ids("SELECT id FROM booking.destination_change WHERE ride_id = ?", ride);
  }

  private List<UUID> ids(String sql, Object... parameters) {
    return site.rows(sql, parameters).stream()
        .map(row -> UUID.fromString(row.values().iterator().next()))
        .toList();
  }

  @Override
  public void close() {
    people.shutdownNow();
    drivers.close();
    nodes.forEach(BookingNode::close);
    try {
      twin.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
