package souk.embedded.stripe.money;

import java.util.Locale;

/** Where a dispute stands; in a {@code WARNING} no money has moved. */
public enum DisputeStatus {
  WARNING_NEEDS_RESPONSE,
  WARNING_UNDER_REVIEW,
  WARNING_CLOSED,
  NEEDS_RESPONSE,
  UNDER_REVIEW,
  WON,
  LOST;

  /** Stripe's word for it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Evidence can still be given. */
  public boolean awaitsEvidence() {
    return this == WARNING_NEEDS_RESPONSE || this == NEEDS_RESPONSE;
  }

  /** The cardholder's bank only asks. */
  public boolean inquires() {
    return switch (this) {
      case WARNING_NEEDS_RESPONSE, WARNING_UNDER_REVIEW, WARNING_CLOSED -> true;
      case NEEDS_RESPONSE, UNDER_REVIEW, WON, LOST -> false;
    };
  }

  /** Nothing follows any more. */
  public boolean ended() {
    return this == WARNING_CLOSED || this == WON || this == LOST;
  }
}
