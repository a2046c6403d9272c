package souk.booking.stay.ops;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.identity.Role;
import souk.platform.page.Cursor;
import souk.platform.page.Page;
import souk.platform.postgres.DatabaseClock;

@Tag(name = "operations")
@Controller("/v1/ops/stays")
@Secured(Role.Names.OPS)
@ExecuteOn(TaskExecutors.BLOCKING)
class OpsStayController {
  private final OverbookedNights nights;
  private final DatabaseClock clock;

  OpsStayController(OverbookedNights nights, DatabaseClock clock) {
    this.nights = nights;
    this.clock = clock;
  }

  @Get("/overbooked{?hotel_id,cursor,limit}")
  @Operation(summary = "Nights in which more rooms are promised than there are, the soonest first")
  Page<OverbookedNights.Overbooked> overbooked(
      @Nullable @QueryValue("hotel_id") UUID hotelId,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "" + Cursor.LIMIT) @Min(1) @Max(Cursor.LIMIT_MAX) int limit) {
    var from = NightCursor.of(cursor, stillSomewhere());
    var found = nights.after(from, hotelId, limit + 1);
    var items = found.stream().limit(limit).toList();
    if (found.size() <= limit) return new Page<>(items, null);
    var last = items.getLast();
    var next = new NightCursor(last.night(), last.hotelId(), last.roomTypeId());
    return new Page<>(items, next.text());
  }

  /** The earliest day that it is anywhere. */
  private LocalDate stillSomewhere() {
    return clock.now().atOffset(ZoneOffset.ofHours(-12)).toLocalDate();
  }
}
