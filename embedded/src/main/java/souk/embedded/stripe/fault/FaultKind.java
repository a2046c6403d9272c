package souk.embedded.stripe.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can go wrong between a caller and Stripe. */
public enum FaultKind {
  /** The request never arrives: connection reset, nothing done. */
  LOSE_REQUEST,
  /** The request never arrives and nobody says so until the delay is over. */
  HANG_REQUEST,
  /** Everything is done, then the connection is reset. */
  LOSE_ANSWER,
  /** Everything is done, but the answer hangs until the delay is over and is lost then. */
  HANG_ANSWER,
  /** The request hangs and is done only when the delay is over; the answer is lost. */
  LATE_EFFECT,
  /** The card's issuer says no: 402, where an issuer is asked. */
  DECLINE,
  /** Stripe fails with 500 before it did anything, and stores that answer. */
  ERROR_BEFORE,
  /** Stripe fails with 500 after it did everything, and stores that answer. */
  ERROR_AFTER,
  /** 429 {@code lock_timeout}; nothing done, nothing stored. */
  LOCK_TIMEOUT,
  /** 429 {@code rate_limit}; nothing done, nothing stored. */
  RATE_LIMIT,
  /** The answer is right and comes late by the delay. */
  SLOW,
  /** An event is sent a second time. */
  WEBHOOK_DUPLICATED,
  /** An event is sent only after the delay, so that later ones overtake it. */
  WEBHOOK_DELAYED,
  /** An event is never sent. */
  WEBHOOK_LOST;

  /** Its name on the command line and in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that name. */
  public static Optional<FaultKind> named(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findAny();
  }
}
