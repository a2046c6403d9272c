package souk.payments.charge;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.PspToken;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;

/** A charge in each of its states. */
sealed interface Charge {
  /** What it is for; fixed when it is first asked for. */
  record Terms(OrderRef order, UUID payer, UUID card, Money amount) {}

  /**
   * Money reserved at the provider.
   *
   * @param captureBefore when the issuer lets go of it, if the provider said so
   */
  record Hold(String reference, Money amount, @Nullable Instant captureBefore) {
    boolean covers(Money other) {
      return other.currency().equals(amount.currency()) && other.compareTo(amount) <= 0;
    }
  }

  /** Null only for a charge that was released before anybody asked for it. */
  @Nullable Terms terms();

  /** What is or was reserved. */
  @Nullable Hold hold();

  /** An operation at the provider is intended; the request for it may be under way. */
  sealed interface AtWork extends Charge {
    @Override
    Terms terms();
  }

  /**
   * Asked for, and not yet answered.
   *
   * @param releaseWanted the order died meanwhile: what comes of it is to be voided
   * @param reference the payment at the provider, once it is known that there is one
   */
  record Authorizing(Terms terms, PspToken token, boolean releaseWanted, @Nullable String reference)
      implements AtWork {
    @Override
    public @Nullable Hold hold() {
      return null;
    }
  }

  /** Reserved, to be captured or voided; {@code captureRefused} tells why a capture failed. */
  record Authorized(Terms terms, Hold hold, @Nullable DeclineReason captureRefused)
      implements Charge {}

  /** The end: the card was refused. */
  record Declined(Terms terms, Refusal refusal, @Nullable String reference) implements Charge {
    @Override
    public @Nullable Hold hold() {
      return null;
    }
  }

  record Capturing(Terms terms, Hold hold, Money amount) implements AtWork {}

  /** The end: the money is taken. */
  record Captured(Terms terms, Hold hold, Money captured) implements Charge {}

  record Voiding(Terms terms, Hold hold) implements AtWork {}

  /** The end: nothing is reserved. */
  record Voided(@Nullable Terms terms, @Nullable Hold hold) implements Charge {}

  /** The answer to an operation is missing, and nothing else may be tried until it is known. */
  record Unknown(AtWork operation) implements Charge {
    @Override
    public Terms terms() {
      return operation.terms();
    }

    @Override
    public @Nullable Hold hold() {
      return operation.hold();
    }
  }

  /** What the provider is being asked for, whether the answer is awaited or missing. */
  default @Nullable AtWork work() {
    return switch (this) {
      case AtWork work -> work;
      case Unknown(var work) -> work;
      case Authorized _, Declined _, Captured _, Voided _ -> null;
    };
  }

  /** Whether it never changes again. */
  default boolean isSettled() {
    return switch (this) {
      case Declined _, Captured _, Voided _ -> true;
      case AtWork _, Unknown _, Authorized _ -> false;
    };
  }
}
