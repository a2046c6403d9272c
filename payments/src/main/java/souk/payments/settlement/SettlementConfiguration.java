package souk.payments.settlement;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.time.ZoneId;

/**
 * When which part of the provider's statement is settled.
 *
 * @param day how long a day is; less than 24 h only where somebody wants to watch, and then counted
 *     from midnight UTC
 * @param zone in which a day of 24 h begins at midnight
 * @param after how long after its end a day is settled: the provider may write late
 * @param overlap how far before its day a run reads the statement again; what was told late or was
 *     changed there belongs to the run that sees it
 */
@ConfigurationProperties("souk.settlement")
record SettlementConfiguration(
    @Bindable(defaultValue = "1d") Duration day,
    @Bindable(defaultValue = "UTC") ZoneId zone,
    @Bindable(defaultValue = "1h") Duration after,
    @Bindable(defaultValue = "2d") Duration overlap) {
  SettlementConfiguration {
    var whole = Duration.ofDays(1);
    if (!day.isPositive() || day.compareTo(whole) > 0 || whole.toSeconds() % day.toSeconds() != 0) {
      throw new IllegalArgumentException("souk.settlement.day must be a whole part of 1d");
    }
    if (after.isNegative() || overlap.isNegative()) {
      throw new IllegalArgumentException("souk.settlement needs an after and overlap of 0 or more");
    }
  }

  SettlementDay.Calendar calendar() {
    return new SettlementDay.Calendar(day, zone);
  }
}
