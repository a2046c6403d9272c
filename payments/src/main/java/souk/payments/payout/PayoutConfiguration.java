package souk.payments.payout;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import souk.payments.psp.PayoutMethod;

/**
 * How payees are paid.
 *
 * @param window what is earned in it goes out together, at its end
 * @param instantWindow the same for payees who are paid instantly
 * @param promise how long nobody waits from earning to being taken up, however little it is; at
 *     least two windows
 * @param minimum in minor units; what is less waits for more until the promise is near
 * @param tick how often somebody looks whether there is something to do
 * @param callsPerSecond how often the provider is asked at most; it allows 25 per endpoint
 * @param batchMax how many payouts a batch holds
 * @param watch how long after its arrival a payout is looked at, for banks send some back late
 */
@ConfigurationProperties("souk.payouts")
record PayoutConfiguration(
    @Bindable(defaultValue = "1d") Duration window,
    @Bindable(defaultValue = "30m") Duration instantWindow,
    @Bindable(defaultValue = "7d") Duration promise,
    @Bindable(defaultValue = "100") long minimum,
    @Bindable(defaultValue = "1s") Duration tick,
    @Bindable(defaultValue = "20") int callsPerSecond,
    @Bindable(defaultValue = "500") int batchMax,
    @Bindable(defaultValue = "8d") Duration watch) {

  PayoutConfiguration {
    if (promise.compareTo(window.multipliedBy(2)) < 0
        || promise.compareTo(instantWindow.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException("souk.payouts.promise is less than two windows");
    }
    if (!window.isPositive() || !instantWindow.isPositive() || minimum < 1) {
      throw new IllegalArgumentException("souk.payouts needs positive windows and minimum");
    }
    if (callsPerSecond < 1 || batchMax < 1) {
      throw new IllegalArgumentException("souk.payouts needs positive rates");
    }
  }

  Duration windowOf(PayoutMethod method) {
    return switch (method) {
      case STANDARD -> window;
      case INSTANT -> instantWindow;
    };
  }
}
