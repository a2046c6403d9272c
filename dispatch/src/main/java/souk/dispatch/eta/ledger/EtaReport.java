package souk.dispatch.eta.ledger;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import souk.dispatch.city.City;
import souk.dispatch.eta.ledger.EtaErrors.Times;
import souk.dispatch.eta.ledger.EtaRecords.Count;

/**
 * How good a city's promises were.
 *
 * @param zone whose hours are meant
 * @param kinds each kind of promise of which there was one
 */
@Introspected
@Schema(name = "EtaReport")
record EtaReport(String cityId, String zone, Instant from, Instant to, List<OfKind> kinds) {

  /** The errors of one kind of promise, and how they differ by product and hour of the day. */
  @Introspected
  @Schema(name = "EtaErrorsOfKind")
  record OfKind(EtaKind kind, EtaErrors errors, List<Cell> cells) {}

  /**
   * The errors of one product in one hour of the day.
   *
   * @param hour from 0 to 23, in which the promise was made
   */
  @Introspected
  @Schema(name = "EtaErrorsOfHour")
  record Cell(String product, int hour, EtaErrors errors) {}

  static EtaReport of(City city, Instant from, Instant to, List<Count> counts) {
    var kinds =
        Arrays.stream(EtaKind.values())
            .map(kind -> ofKind(kind, counts.stream().filter(c -> c.kind() == kind).toList()))
            .filter(kind -> kind.errors().n() > 0)
            .toList();
    return new EtaReport(city.id().slug(), city.zone().getId(), from, to, kinds);
  }

  private record Key(String product, int hour) {}

  private static OfKind ofKind(EtaKind kind, List<Count> counts) {
    var cells =
        counts.stream()
            .collect(groupingBy(count -> new Key(count.product(), count.hour())))
            .entrySet()
            .stream()
            .map(cell ->
                new Cell(cell.getKey().product(), cell.getKey().hour(), errors(cell.getValue())))
            .sorted(comparing(Cell::product).thenComparing(Cell::hour))
            .toList();
    return new OfKind(kind, errors(counts), cells);
  }

  private static EtaErrors errors(Collection<Count> counts) {
    return EtaErrors.of(
        counts.stream().map(count -> new Times(count.errorSeconds(), count.times())));
  }
}
