package souk.booking.stay;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * For how long rooms are held, how long paying may take, and how long somebody waits for others who
 * want the same.
 */
@Singleton
final class HoldTimes {
  private final Duration hold;
  private final Duration pay;
  private final Duration lockWait;

  /**
   * @param hold from holding, and again from the one renewal
   * @param pay from confirming until the rooms are booked
   * @param lockWait how long one may wait for the locks of nights
   * @throws IllegalArgumentException in one sentence, when one is out of range
   */
  HoldTimes(
      @Value("${souk.stays.hold:10m}") Duration hold,
      @Value("${souk.stays.pay-within:15m}") Duration pay,
      @Value("${souk.stays.lock-wait:3s}") Duration lockWait) {
    this.hold = within("hold", hold, Duration.ofHours(24));
    this.pay = within("pay-within", pay, Duration.ofHours(24));
    this.lockWait = within("lock-wait", lockWait, Duration.ofSeconds(30));
  }

  long holdMillis() {
    return hold.toMillis();
  }

  long payMillis() {
    return pay.toMillis();
  }

  long lockWaitMillis() {
    return lockWait.toMillis();
  }

  private static Duration within(String name, Duration value, Duration max) {
    if (value.toMillis() >= 1 && value.compareTo(max) <= 0) return value;
    throw new IllegalArgumentException(
        "souk.stays.%s must be from 1ms to %s, not %s".formatted(name, max, value));
  }
}
