package souk.booking.stay.search;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far clocks are from UTC, zone by zone. The database is told, for it may not know a zone that
 * Java knows, and would then refuse the whole search because of one hotel.
 */
final class SearchZones {
  private static final List<ZoneId> ALL =
      ZoneId.getAvailableZoneIds().stream().map(ZoneId::of).toList();

  private SearchZones() {}

  /** Seconds east of UTC, by the zone's name. */
  static Map<String, Integer> offsets(Instant now) {
    return ALL.stream()
        .collect(
            Collectors.toMap(
                ZoneId::getId, zone -> zone.getRules().getOffset(now).getTotalSeconds()));
  }
}
