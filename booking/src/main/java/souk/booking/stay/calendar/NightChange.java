package souk.booking.stay.calendar;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.platform.money.Money;

/**
 * What a host wants of the nights from a day to another, both included. What is missing stays as it
 * is; a night that was not there yet has no rooms, no restrictions and stays of one night or more.
 *
 * @param weekdays which of them; all, when it is missing or empty
 * @param total how many rooms there are
 * @param overbooking how many more may be sold
 * @param blocked how many of them are not to be sold
 * @param maxStay 0 for no limit
 */
@Introspected
public record NightChange(
    @NotNull LocalDate from,
    @NotNull LocalDate to,
    @Nullable @Size(max = 7) List<@NotNull DayOfWeek> weekdays,
    @Nullable @Min(0) @Max(10_000) Integer total,
    @Nullable @Min(0) @Max(1_000) Integer overbooking,
    @Nullable @Min(0) @Max(10_000) Integer blocked,
    @Nullable Boolean stopSell,
    @Nullable Boolean closedToArrival,
    @Nullable Boolean closedToDeparture,
    @Nullable @Min(1) @Max(365) Integer minStay,
    @Nullable @Min(0) @Max(365) Integer maxStay,
    @Nullable @Valid @Size(max = 50) List<@NotNull @Valid PlanPrice> prices) {

  /** What each of the nights costs under a plan, before taxes. */
  @Introspected
  public record PlanPrice(@NotNull UUID ratePlanId, @NotNull Money amount) {}

  List<PlanPrice> planPrices() {
    return prices == null ? List.of() : prices;
  }

  /** As ISO numbers them, Monday being 1. */
  Integer[] isoWeekdays() {
    var wanted = weekdays == null || weekdays.isEmpty() ? List.of(DayOfWeek.values()) : weekdays;
    return wanted.stream().map(DayOfWeek::getValue).toArray(Integer[]::new);
  }
}
