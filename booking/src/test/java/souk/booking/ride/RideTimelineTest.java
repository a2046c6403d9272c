package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import souk.platform.timeline.Actor;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineEntry.Source;
import souk.platform.timeline.TimelineSource;

/** A ride's history is whole when the outboxes have long forgotten it. */
class RideTimelineTest {
  @Test
  void aCompletedRideIsToldFromTheRequestToTheMoney() {
    try (var city = RideCity.open()) {
      var phone = city.phone();
      var ride = city.follow(phone.request());
      city.awaitSettled(ride);
      await().atMost(RideCity.PATIENCE).until(() -> waiting(city) == 0);

      var told = timeline(city, ride);
      assertThat(told.getFirst().type()).isEqualTo("ride.requested");
      assertThat(told.getFirst().actor().kind()).isEqualTo(Actor.Kind.RIDER);
      assertThat(told.getLast().type()).isEqualTo("ride.settled");
      assertThat(types(told, Source.BOOKING))
          .containsSubsequence(
              "ride.requested",
              "ride.matching",
              "ride.driver_assigned",
              "ride.completed",
              "ride.settled");
      assertThat(types(told, Source.DISPATCH))
          .containsSubsequence(
              "trip.requested",
              "offer.made",
              "offer.accepted",
              "trip.assigned",
              "trip.en_route",
              "trip.arrived",
              "trip.in_progress",
              "trip.completed");
      assertThat(types(told, Source.PAYMENTS)).contains("charge.authorized", "charge.captured");
      assertVersionsRise(told);
    }
  }

  @Test
  void aRideThatWasCalledOffSaysByWhomAndWhy() {
    try (var city = RideCity.withoutDrivers(site -> site)) {
      var phone = city.phone();
      var ride = phone.request();
      city.awaitStatus(ride, RideStatus.MATCHING);
      phone.cancel(ride);
      city.awaitSettled(ride);

      var cancelled =
          timeline(city, ride).stream()
              .filter(entry -> entry.type().equals("ride.cancelled"))
              .findFirst()
              .orElseThrow();
      assertThat(cancelled.actor().kind()).isEqualTo(Actor.Kind.RIDER);
      assertThat(cancelled.summary()).startsWith("Ride is CANCELLED: ");
    }
  }

  private static List<TimelineEntry> timeline(RideCity city, UUID ride) {
    return city.first().beans(TimelineSource.class).stream()
        .flatMap(source -> source.of(ride).stream())
        .sorted(TimelineEntry.ORDER)
        .toList();
  }

  private static List<String> types(List<TimelineEntry> told, Source source) {
    return told.stream()
        .filter(entry -> entry.source() == source)
        .map(TimelineEntry::type)
        .toList();
  }

  /** Of the ride itself, which changes under one row's lock, the order of time is of versions. */
  private static void assertVersionsRise(List<TimelineEntry> told) {
    var versions =
        told.stream()
            .filter(entry -> entry.source() == Source.BOOKING)
            .map(TimelineEntry::version)
            .toList();
    assertThat(versions).isSorted();
  }

  private static long waiting(RideCity city) {
    return city.site.count("SELECT count(*) FROM booking.outbox")
        + city.site.count("SELECT count(*) FROM dispatch.outbox")
        + city.site.count("SELECT count(*) FROM payments.outbox");
  }
}
