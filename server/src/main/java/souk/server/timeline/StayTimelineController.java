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
import souk.booking.stay.ops.KnownStays;
import souk.platform.identity.Role;
import souk.platform.problem.Problem;
import souk.platform.timeline.TimelineEntry;
import souk.platform.timeline.TimelineSource;

@Tag(name = "operations")
@Controller("/v1/ops/stays/{id}/timeline")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class StayTimelineController {
  private final Collection<TimelineSource> sources;
  private final KnownStays stays;

  StayTimelineController(Collection<TimelineSource> sources, KnownStays stays) {
    this.sources = List.copyOf(sources);
    this.stays = stays;
  }

  /**
   * What happened to a stay, in the order in which it did.
   *
   * @param complete false when a module knew more than it may tell at once
   */
  @Introspected
  record StayTimeline(UUID stayId, List<TimelineEntry> entries, boolean complete) {}

  @Get
  @Operation(summary = "Everything that happened to a stay, causes before effects")
  StayTimeline timeline(UUID id) {
    if (!stays.contains(id)) throw Problem.notFound("stay");
    var told = sources.stream().map(source -> source.of(id)).toList();
    var complete = told.stream().allMatch(entries -> entries.size() < TimelineSource.LIMIT);
    var entries = told.stream().flatMap(List::stream).sorted(TimelineEntry.ORDER).toList();
    return new StayTimeline(id, entries, complete);
  }
}
