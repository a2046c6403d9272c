package souk.dispatch.eta.ledger;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import souk.dispatch.trip.TripEvent;
import souk.dispatch.trip.TripView;
import souk.platform.json.Json;
import souk.platform.outbox.DomainEvent;
import souk.platform.outbox.EventHandler;
import souk.platform.postgres.ModuleSchema;
import souk.platform.postgres.Transactions;

/**
 * Closes promises by what became of their trips. A trip that is given back or called off closes
 * them without an actual time: they say nothing about the roads.
 */
@Singleton
final class FollowTrips implements EventHandler {
  private static final Set<String> TELLING =
      Set.of(
          "trip.assigned",
          "trip.arrived",
          "trip.completed",
          "trip.waiting",
          "trip.cancelled",
          "trip.hopeless",
          TripEvent.DestinationChanged.TYPE);

  private final EtaRecords records;
  private final EtaMetrics metrics;
  private final Transactions transactions;
  private final ModuleSchema schema;
  private final Json json;

  FollowTrips(
      EtaRecords records,
      EtaMetrics metrics,
      Transactions transactions,
      @Named("dispatch") ModuleSchema schema,
      Json json) {
    this.records = records;
    this.metrics = metrics;
    this.transactions = transactions;
    this.schema = schema;
    this.json = json;
  }

  @Override
  public String name() {
    return "eta-ledger";
  }

  @Override
  public ModuleSchema schema() {
    return schema;
  }

  @Override
  public boolean handles(String type) {
    return TELLING.contains(type);
  }

  @Override
  public void handle(DomainEvent event) {
    var trip = json.read(event.payload(), TripView.class);
    if (event.type().equals(TripEvent.DestinationChanged.TYPE)) {
      records.redirected(trip.id(), trip.movedAt());
      return;
    }
    switch (trip.status()) {
      case ASSIGNED -> accepted(trip);
      case ARRIVED -> arrived(trip);
      case COMPLETED -> completed(trip);
      case WAITING -> records.voided(trip.id(), trip.movedAt(), false);
      case CANCELLED, HOPELESS -> records.voided(trip.id(), trip.movedAt(), true);
      case OFFERED, EN_ROUTE, IN_PROGRESS -> {}
    }
  }

  private void accepted(TripView trip) {
    var driver = trip.driver();
    if (driver != null) records.accepted(trip.id(), driver.id(), trip.product());
  }

  private void arrived(TripView trip) {
    var driver = trip.driver();
    var at = trip.arrivedAt();
    if (driver == null || at == null) return;
    close(trip, driver.id(), List.of(EtaKind.OFFER, EtaKind.ASSIGNMENT), at);
  }

  private void completed(TripView trip) {
    var driver = trip.driver();
    var at = trip.completedAt();
    if (driver == null || at == null) return;
    close(trip, driver.id(), List.of(EtaKind.QUOTE, EtaKind.BOARDING), at);
    records.voided(trip.id(), at, true);
  }

  private void close(TripView trip, UUID driver, List<EtaKind> kinds, Instant at) {
    var closed = records.happened(trip.id(), driver, kinds, at, trip.startedAt());
    transactions.afterCommit(() -> metrics.closed(trip.cityId(), closed));
  }
}
