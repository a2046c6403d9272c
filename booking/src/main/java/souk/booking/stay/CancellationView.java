package souk.booking.stay;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import souk.booking.stay.policy.FeeStep;
import souk.platform.money.Money;

/**
 * What calling a stay off costs now, and from when on it costs more.
 *
 * @param fee to be sent with the cancellation, so that nobody pays what he has not seen
 * @param refund what goes back, the city tax included
 * @param until when it can be called off at the latest
 */
@Introspected
@Schema(name = "StayCancellation")
record CancellationView(
    Money fee, Money refund, Money cityTax, List<Night> nights, List<Step> next, Instant until) {
  /** What of a night with its tax is kept and what goes back. */
  @Introspected
  @Schema(name = "StayCancellationNight")
  record Night(LocalDate night, Money fee, Money refund) {}

  /** What it costs from then on. */
  @Introspected
  @Schema(name = "StayCancellationStep")
  record Step(Instant from, Money fee, Money refund) {}

  static CancellationView of(Stay stay, Cancellation now, Instant at) {
    var quote = stay.quote();
    var total = stay.total();
    return new CancellationView(
        now.fee(),
        now.refund(),
        now.cityTax(),
        now.nights().stream()
            .map(night -> new Night(night.night(), night.fee(), night.refund()))
            .toList(),
        quote.price().fees().stream()
            .flatMap(step -> Stream.ofNullable(step.from()).map(from -> step(from, step, total)))
            .filter(step -> step.from.isAfter(at) && step.from.isBefore(quote.checkInAt()))
            .toList(),
        quote.checkInAt());
  }

  private static Step step(Instant from, FeeStep step, Money total) {
    var fee = new Money(step.feeMinor(), total.currency());
    return new Step(from, fee, total.minus(fee));
  }
}
