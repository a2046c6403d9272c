package souk.server.evidence;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.booking.ride.Rides;
import souk.payments.dispute.OrderRecords;
import souk.payments.order.OrderRef;
import souk.platform.evidence.Evidence;
import souk.platform.evidence.EvidenceSource;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineSource;

/** Joins what the modules know; what operators and payments did is not for an issuer to read. */
@Singleton
final class JoinedRecords implements OrderRecords {
  private final List<EvidenceSource> evidence;
  private final List<TimelineSource> timelines;
  private final Rides rides;

  JoinedRecords(
      Collection<EvidenceSource> evidence, Collection<TimelineSource> timelines, Rides rides) {
    this.evidence = List.copyOf(evidence);
    this.timelines = List.copyOf(timelines);
    this.rides = rides;
  }

  @Override
  public Records of(OrderRef order) {
    var served = rides.rideOf(order.id()).orElse(order.id());
    var known = evidence.stream().flatMap(source -> source.of(served).stream()).toList();
    var product = known.stream().map(Evidence::product).filter(text -> !text.isBlank()).findFirst();
    return new Records(
        product.orElse(""),
        servedAt(known),
        activity(served),
        known.stream().map(one -> one.title() + "\n" + one.text()).toList());
  }

  private static @Nullable Instant servedAt(List<Evidence> known) {
    return known.stream()
        .flatMap(one -> Stream.ofNullable(one.servedAt()))
        .findFirst()
        .orElse(null);
  }

  private List<String> activity(UUID order) {
    return timelines.stream()
        .flatMap(source -> source.of(order).stream())
        .filter(JoinedRecords::isOfTheService)
        .sorted(TimelineEntry.ORDER)
        .map(entry -> entry.at() + " " + entry.summary())
        .toList();
  }

  private static boolean isOfTheService(TimelineEntry entry) {
    return switch (entry.source()) {
      case DISPATCH, BOOKING -> true;
      case OPERATIONS, PAYMENTS -> false;
    };
  }
}
