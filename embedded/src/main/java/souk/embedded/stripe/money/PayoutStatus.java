package souk.embedded.stripe.money;

import java.util.Locale;

/** Where a payout stands; {@link #PAID} may still become {@link #FAILED}. */
public enum PayoutStatus {
  PENDING,
  IN_TRANSIT,
  PAID,
  FAILED,
  CANCELED;

  /** Stripe's word for it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The money is gone from the balance. */
  boolean holds() {
    return switch (this) {
      case PENDING, IN_TRANSIT, PAID -> true;
      case FAILED, CANCELED -> false;
    };
  }
}
