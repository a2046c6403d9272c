package souk.booking.ride;

import jakarta.inject.Singleton;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import souk.booking.quote.Quote;
import souk.dispatch.city.Point;
import souk.platform.json.Json;
import souk.platform.money.Money;

/** The rows of the changes that rides had, and what an agreed one makes of its ride's row. */
@Singleton
final class DestinationChanges {
  private final ChangeRows rows;
  private final Json json;

  DestinationChanges(ChangeRows rows, Json json) {
    this.rows = rows;
    this.json = json;
  }

  /** A ride's changes in their order; most have none, which their row says. */
  List<DestinationChange> of(RideRow ride) {
    if (ride.changes() == 0) return List.of();
    return rows.ofRide(ride.id()).stream().map(this::change).toList();
  }

  /** The ride that a change is of. */
  Optional<UUID> rideOf(UUID change) {
    return rows.rideOf(change);
  }

  /** Stores what differs, and answers whether anything did. Runs under the ride's lock. */
  boolean store(Ride before, Ride after) {
    var isRedirected = !before.order().equals(after.order());
    if (!isRedirected && before.changes().equals(after.changes())) return false;
    var known = before.changes().size();
    var changes = after.changes();
    for (int i = 0; i < changes.size(); i++) {
      if (i >= known) enter(after, changes.get(i));
      else if (!changes.get(i).equals(before.changes().get(i))) move(changes.get(i));
    }
    if (changes.size() > known) rows.count(after.id(), changes.size());
    if (isRedirected) redirect(after.id(), after.order());
    return true;
  }

  private void enter(Ride ride, DestinationChange change) {
    rows.enter(
        change.id(),
        ride.id(),
        ride.order().cityId(),
        change.number(),
        change.from().lat(),
        change.from().lon(),
        json.write(change.quote()),
        change.authorize().minor(),
        change.authorize().currency().getCurrencyCode());
  }

  private void move(DestinationChange change) {
    var reason = change.reason();
    rows.move(
        change.id(),
        change.status().name(),
        reason == null ? null : reason.name(),
        change.asked(),
        change.withdrawn(),
        change.payment().status().name(),
        change.payment().reason(),
        change.payment().chargeVersion(),
        change.payment().capturedMinor());
  }

  private void redirect(UUID rideId, Ride.Order order) {
    rows.redirect(
        rideId,
        order.quoteId(),
        order.dropoff().lat(),
        order.dropoff().lon(),
        order.distanceMetres(),
        order.durationSeconds(),
        order.fare().total().minor(),
        json.write(order.fare()),
        json.write(order.quote()));
  }

  private DestinationChange change(ChangeRow row) {
    return new DestinationChange(
        row.id(),
        row.number(),
        new Point(row.fromLat(), row.fromLon()),
        json.read(row.quote(), Quote.class),
        new Money(row.authorizeMinor(), Currency.getInstance(row.currency())),
        DestinationChange.Status.valueOf(row.status()),
        row.reason() == null ? null : DestinationChange.Reason.valueOf(row.reason()),
        row.asked(),
        row.withdrawn(),
        new RidePayment(
            RidePayment.Status.valueOf(row.payment()),
            row.paymentReason(),
            row.chargeVersion(),
            row.capturedMinor()),
        row.proposedAt());
  }
}
