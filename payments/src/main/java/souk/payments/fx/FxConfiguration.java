package souk.payments.fx;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How money is changed.
 *
 * @param rateMaxAge what is older is not used
 * @param spreadPoints what we keep of the worth, in hundredths of a percent
 * @param movePoints a rate that has moved by more than so many hundredths of a percent since the
 *     one before has to be confirmed
 */
@ConfigurationProperties("souk.fx")
record FxConfiguration(
    @Bindable(defaultValue = "24h") Duration rateMaxAge,
    @Bindable(defaultValue = "100") int spreadPoints,
    @Bindable(defaultValue = "1000") int movePoints) {
  FxConfiguration {
    if (!rateMaxAge.isPositive()) {
      throw new IllegalArgumentException("souk.fx.rate-max-age must be positive");
    }
    if (spreadPoints < 0 || spreadPoints >= Exchange.POINTS || movePoints < 1) {
      throw new IllegalArgumentException("souk.fx needs points of 0 to 9999, and a move");
    }
  }
}
