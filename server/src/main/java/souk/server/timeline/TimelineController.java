package souk.server.timeline;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import souk.booking.ride.Rides;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineSource;

@Tag(name = "operations")
@Controller("/v1/ops/rides/{id}/timeline")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class TimelineController {
  private final Collection<TimelineSource> sources;
  private final Rides rides;

  TimelineController(Collection<TimelineSource> sources, Rides rides) {
    this.sources = List.copyOf(sources);
    this.rides = rides;
  }

  /**
   * What happened to a ride, in the order in which it did.
   *
   * @param complete false when a module knew more than it may tell at once
   */
  @Introspected
  record Timeline(UUID rideId, List<TimelineEntry> entries, boolean complete) {}

  @Get
  @Operation(summary = "Everything that happened to a ride, causes before effects")
  Timeline timeline(UUID id) {
    if (rides.find(id).isEmpty()) throw Problem.notFound("ride");
    var orders = rides.ordersOf(id);
    var told = sources.stream().flatMap(source -> orders.stream().map(source::of)).toList();
    var complete = told.stream().allMatch(entries -> entries.size() < TimelineSource.LIMIT);
    var entries = told.stream().flatMap(List::stream).sorted(TimelineEntry.ORDER).toList();
    return new Timeline(id, entries, complete);
  }
}
