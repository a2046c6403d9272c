package souk.dispatch.timeline;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import souk.dispatch.city.Point;
import souk.dispatch.tracking.TracePoint;
import souk.dispatch.tracking.Traces;
import souk.dispatch.trip.TripView;
import souk.dispatch.trip.Trips;
import souk.platform.evidence.Evidence;
import souk.platform.evidence.EvidenceSource;

/** Where a trip went and when, by the driver's own phone. */
@Singleton
final class RouteEvidence implements EvidenceSource {
  /** Enough to see the way by, few enough to read. */
  private static final int POINTS_MAX = 40;

  private final Trips trips;
  private final Traces traces;

  RouteEvidence(Trips trips, Traces traces) {
    this.trips = trips;
    this.traces = traces;
  }

  @Override
  public List<Evidence> of(UUID order) {
    return trips.find(order).stream().map(this::route).toList();
  }

  private Evidence route(TripView trip) {
    var lines = new ArrayList<String>();
    lines.add(
        "Pick-up at " + place(trip.pickup()) + ", drop-off at " + place(trip.dropoff()) + ".");
    said(lines, "Driver set off", trip.enRouteAt());
    said(lines, "Driver at the pick-up", trip.arrivedAt());
    said(lines, "Journey began", trip.startedAt());
    said(lines, "Journey ended", trip.completedAt());
    var driver = trip.driver();
    if (driver != null) lines.add("Vehicle %s.".formatted(driver.vehicle().plate()));
    var points = traces.of(trip.id());
    if (!points.isEmpty()) lines.add("Positions sent by the driver's phone: " + way(points) + ".");
    return new Evidence("", "Route", String.join("\n", lines), trip.completedAt());
  }

  private static void said(List<String> lines, String what, @Nullable Instant at) {
    if (at != null) lines.add("%s: %s.".formatted(what, at));
  }

  /** Evenly through the whole of it, first and last among them. */
  private static String way(List<TracePoint> points) {
    var shown = Math.min(points.size(), POINTS_MAX);
    return IntStream.range(0, shown)
        .map(i -> shown == 1 ? 0 : (int) ((long) i * (points.size() - 1) / (shown - 1)))
        .mapToObj(points::get)
        .map(point -> point.at() + " " + place(point.point()))
        .collect(Collectors.joining("; "));
  }

  private static String place(Point point) {
    return String.format(Locale.ROOT, "%.5f,%.5f", point.lat(), point.lon());
  }
}
