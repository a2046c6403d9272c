package souk.payments.psp;

import java.util.UUID;

/**
 * The key under which the provider recognises a request that comes again. Derived from what never
 * changes, so that a crash, a second worker or a retry asks for the same thing once more.
 */
public record PspKey(String value) {
  private static final int LENGTH_MAX = 255;

  public PspKey {
    if (value.isBlank() || value.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("not a key: " + value);
    }
  }

  /**
   * The key of one operation on one aggregate.
   *
   * @param generation advances only after the provider's definitive answer, never after a timeout
   */
  public static PspKey of(UUID aggregateId, String operation, int generation) {
    return new PspKey("souk-%s-%s-%d".formatted(aggregateId, operation, generation));
  }
}
