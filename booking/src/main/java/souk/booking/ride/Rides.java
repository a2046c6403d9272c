package souk.booking.ride;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.booking.debt.Debts;
import souk.dispatch.trip.Cancellation.By;
import souk.payments.escrow.CompletedOrder;
import souk.platform.json.Json;
import souk.platform.outbox.Outbox;
import souk.platform.page.Cursor;
import souk.platform.postgres.Transactions;
import souk.platform.saga.SagaRows;

/**
 * The rides' rows. Every change goes through {@link #change}: under the row's lock, with the event
 * it makes, the rider's claim it ends, the receipt it earns and the debt it leaves.
 */
@Singleton
public final class Rides implements SagaRows {
  private static final UUID FIRST = new UUID(0, 0);

  private final RideRows rows;
  private final RideMapping mapping;
  private final DestinationChanges changes;
  private final Receipts receipts;
  private final Debts debts;
  private final Transactions transactions;
  private final Outbox outbox;
  private final RideNews news;
  private final Json json;
  private final RideCompletion completion;

  Rides(
      RideRows rows,
      RideMapping mapping,
      DestinationChanges changes,
      Receipts receipts,
      Debts debts,
      Transactions transactions,
      @Named("booking") Outbox outbox,
      RideNews news,
      Json json,
      RideCompletion completion) {
    this.rows = rows;
    this.mapping = mapping;
    this.changes = changes;
    this.receipts = receipts;
    this.debts = debts;
    this.transactions = transactions;
    this.outbox = outbox;
    this.news = news;
    this.json = json;
    this.completion = completion;
  }

  /** A ride before and after a change; equal when there was nothing to change. */
  record Changed(Ride before, Ride after) {
    boolean moved() {
      return before != after;
    }
  }

  public Optional<Ride> find(UUID rideId) {
    return rows.find(rideId).map(mapping::ride);
  }

  /** What modules know a ride by: itself, and the changes of its destination. */
  public List<UUID> ordersOf(UUID rideId) {
    var changes = find(rideId).stream().flatMap(ride -> ride.changes().stream());
    return Stream.concat(Stream.of(rideId), changes.map(DestinationChange::id)).toList();
  }

  /** The ride that an order is or is part of: a change of its destination, its debt. */
  public Optional<UUID> rideOf(UUID orderId) {
    return rows.rideOf(orderId);
  }

  RideRow row(UUID rideId) {
    return rows.find(rideId).orElseThrow();
  }

  /** The rider's live ride. */
  public Optional<Ride> activeOf(UUID riderId) {
    return rows.activeOf(riderId).map(mapping::ride);
  }

  /** The rider's rides, newest first, older than the given one. */
  List<Ride> history(UUID riderId, Instant before, UUID beforeId, int limit) {
    return rows.history(riderId, before, beforeId, limit).stream().map(mapping::ride).toList();
  }

  /** The rider's booked rides that have not begun, the soonest first, after the given one. */
  List<Ride> scheduled(UUID riderId, Instant after, UUID afterId, int limit) {
    return rows.scheduled(riderId, after, afterId, limit).stream().map(mapping::ride).toList();
  }

  int countScheduled(UUID riderId) {
    return rows.countScheduled(riderId);
  }

  /** Everybody's rides, newest first; of one status, and settled or not, where that is given. */
  List<RideRow> page(
      @Nullable RideStatus status, @Nullable Boolean settled, Cursor from, int limit) {
    var wanted = status == null ? null : status.name();
    return rows.page(wanted, settled, from.createdAt(), from.id(), limit);
  }

  /**
   * Empty when the quote has expired. Runs in the transaction that has claimed the rider, unless
   * the ride is booked for a time.
   */
  Optional<Ride> insert(UUID rideId, Ride.Order order, RideState state) {
    var quote = order.quote();
    var booked = state instanceof RideState.Scheduled scheduled ? scheduled : null;
    var entered =
        rows.enter(
            rideId,
            order.cityId(),
            order.riderId(),
            order.riderName(),
            order.quoteId(),
            order.cardId(),
            order.product(),
            order.pickup().lat(),
            order.pickup().lon(),
            order.dropoff().lat(),
            order.dropoff().lon(),
            order.distanceMetres(),
            order.durationSeconds(),
            order.fare().total().minor(),
            order.authorize().minor(),
            order.authorize().currency().getCurrencyCode(),
            json.write(order.fare()),
            json.write(quote),
            state.status().name(),
            (booked == null ? RidePhase.AUTHORIZE : RidePhase.AWAIT_START).name(),
            order.pickupAt(),
            booked == null ? null : booked.startAt(),
            booked == null ? null : booked.startUntil(),
            quote.expiresAt());
    if (entered == 0) return Optional.empty();
    var ride = find(rideId).orElseThrow();
    news.tell(ride);
    return Optional.of(ride);
  }

  /** Claims the rider for this ride; false when he has a live one. */
  boolean claimRider(UUID riderId, UUID rideId) {
    return rows.claimRider(riderId, rideId) == 1;
  }

  /** Changes the ride as it is now; what the change leaves alone is not written. */
  Optional<Changed> change(UUID rideId, UnaryOperator<Ride> change) {
    return transactions.call(
        () -> rows.lock(rideId).map(mapping::ride).map(ride -> changed(ride, change.apply(ride))));
  }

  /** Notes that somebody looked. */
  void lookAgainLater(Ride ride) {
    rows.lookAgainLater(ride.id(), ride.phase().patience().toMillis());
  }

  /** Notes that a booked ride could not be started now. */
  void startLater(UUID rideId) {
    rows.startLater(rideId, RidePhase.AWAIT_START.patience().toMillis());
  }

  /** Notes that a ride that is over cannot be billed now, and when it can. */
  void billLater(UUID rideId, Duration wait) {
    rows.billLater(rideId, wait.toMillis());
  }

  /** When somebody should look without news. */
  Optional<RideStanding> standing(UUID rideId) {
    return rows.standing(rideId)
        .map(row -> new RideStanding(RidePhase.valueOf(row.phase()), row.nextWakeAt()));
  }

  @Override
  public List<UUID> claimOverdue(int limit) {
    return ids(rows.claimOverdue(limit));
  }

  @Override
  public List<UUID> claimStuck(int limit) {
    return ids(rows.claimStuck(limit));
  }

  @Override
  public List<UUID> unsettledAfter(@Nullable UUID id, int limit) {
    return ids(rows.unsettledAfter(id == null ? FIRST : id, limit));
  }

  private Changed changed(Ride before, Ride wanted) {
    if (wanted == before) return new Changed(before, before);
    var moved = move(wanted);
    var after =
        changes.store(before, wanted) ? find(wanted.id()).orElseThrow() : mapping.ride(moved);
    if (after.status().terminal()) rows.freeRider(after.id());
    if (before.settledAt() == null && after.settledAt() != null) settle(after);
    news.tell(before, after);
    return new Changed(before, after);
  }

  /** In the transaction in which its money becomes definitive: once. */
  private void settle(Ride ride) {
    var money = ride.money();
    if (ride.status() == RideStatus.COMPLETED || money.costs()) receipts.issue(ride);
    var order = ride.order();
    money
        .owed()
        .ifPresent(owed ->
            debts.open(
                ride.id(),
                order.riderId(),
                order.cityId(),
                order.cardId(),
                owed,
                money.extra().reason()));
    completion
        .of(ride)
        .ifPresent(
            completed -> outbox.add(ride.id(), ride.version(), CompletedOrder.EVENT, completed));
  }

  private RideRow move(Ride ride) {
    var driver = ride.state().assigned();
    var cancelled = ride.state() instanceof RideState.Cancelled state ? state : null;
    var wish = ride.cancelWish();
    var bill = ride.money().bill();
    var extra = ride.money().extra();
    return rows
        .move(
            ride.id(),
            ride.version(),
            ride.status().name(),
            ride.phase().name(),
            ride.tripVersion(),
            ride.payment().status().name(),
            ride.payment().reason(),
            ride.payment().chargeVersion(),
            ride.payment().capturedMinor(),
            bill == null ? null : json.write(bill),
            bill == null ? null : bill.fare().total().minor(),
            extra.status().name(),
            extra.reason(),
            extra.chargeVersion(),
            extra.capturedMinor(),
            driver.map(RideDriver::id).orElse(null),
            driver.map(RideDriver::name).orElse(null),
            driver.map(RideDriver::plate).orElse(null),
            driver.map(RideDriver::model).orElse(null),
            driver.map(RideDriver::colour).orElse(null),
            cancelled == null ? null : cancelled.by(),
            cancelled == null ? null : cancelled.reason(),
            wish == null ? null : wish.reason(),
            (wish == null ? By.RIDER : wish.by()).name(),
            ride.status().terminal(),
            ride.phase().patience().toMillis())
        .stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a ride changed under its lock"));
  }

  private static List<UUID> ids(List<RideRow> claimed) {
    return claimed.stream().map(RideRow::id).toList();
  }
}
