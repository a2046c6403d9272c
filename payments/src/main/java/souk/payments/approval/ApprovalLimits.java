package souk.payments.approval;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import souk.platform.money.Money;

/**
 * What one operator may decide alone, by currency in minor units; nothing in a currency without a
 * limit.
 */
public record ApprovalLimits(Map<Currency, Long> limits) {
  public ApprovalLimits {
    limits = Map.copyOf(limits);
  }

  /**
   * @param setting the name of the setting, for who has to correct it
   * @param limits each as {@code EUR=10000}
   * @throws IllegalArgumentException naming the setting, for anything else
   */
  public static ApprovalLimits of(String setting, List<String> limits) {
    return new ApprovalLimits(
        limits.stream()
            .map(limit -> limit.strip().split("=", 2))
            .collect(
                Collectors.toMap(
                    limit -> Currency.getInstance(limit[0]), limit -> minor(setting, limit))));
  }

  private static long minor(String setting, String[] limit) {
    var minor = limit.length == 2 ? Long.parseLong(limit[1]) : -1;
    if (minor < 0) throw new IllegalArgumentException(setting + ": " + limit[0]);
    return minor;
  }

  /** Whether a second operator has to agree. */
  public boolean exceededBy(Money amount) {
    return amount.minor() > limits.getOrDefault(amount.currency(), 0L);
  }
}
