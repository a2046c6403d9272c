package souk.payments.charge;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.NextAction;
import souk.payments.psp.PaymentOption;
import souk.payments.psp.PspToken;
import souk.payments.psp.Refusal;
import souk.platform.money.Money;

/** A charge in each of its states. */
sealed interface Charge {
  /** What it is for; fixed when it is first asked for. */
  record Terms(OrderRef order, UUID payer, UUID card, Money amount, Set<PaymentOption> options) {
    public Terms {
      options = Set.copyOf(options);
    }

    /** Without options. */
    Terms(OrderRef order, UUID payer, UUID card, Money amount) {
      this(order, payer, card, amount, Set.of());
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

  /** The payer has to authenticate; the hold is of nothing yet. */
  record ActionRequired(Terms terms, Hold hold, NextAction action) implements Charge {}

  /**
   * Reserved, to be captured or voided.
   *
   * @param refused why the last operation on it was refused
   */
  record Authorized(Terms terms, Hold hold, @Nullable DeclineReason refused) implements Charge {}

  /** The end: the card was refused. */
  record Declined(Terms terms, Refusal refusal, @Nullable String reference) implements Charge {
    @Override
    public @Nullable Hold hold() {
      return null;
    }
  }

  /** The authorization is being raised to that total. */
  record Increasing(Terms terms, Hold hold, Money total) implements AtWork {}

  /**
   * @param isLast what is reserved beyond it is given back
   */
  record Capturing(Terms terms, Hold hold, Money amount, boolean isLast) implements AtWork {
    /** The last one. */
    Capturing(Terms terms, Hold hold, Money amount) {
      this(terms, hold, amount, true);
    }
  }

  /** The end: the money is taken, all that was captured. */
  record Captured(Terms terms, Hold hold, Money captured) implements Charge {}

  /**
   * @param refusal why the charge ends declined; null for one that nobody wants any more
   */
  record Voiding(Terms terms, Hold hold, @Nullable Refusal refusal) implements AtWork {
    /** Nobody wants it any more. */
    Voiding(Terms terms, Hold hold) {
      this(terms, hold, null);
    }
  }

  /** The end: nothing is reserved. */
  record Voided(@Nullable Terms terms, @Nullable Hold hold) implements Charge {}

  /** The end: the issuer let go of what was reserved before it was taken. */
  record Expired(Terms terms, Hold hold) implements Charge {}

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
      case ActionRequired _, Authorized _, Declined _, Captured _, Voided _, Expired _ -> null;
    };
  }

  /** Whether it never changes again. */
  default boolean isSettled() {
    return switch (this) {
      case Declined _, Captured _, Voided _, Expired _ -> true;
      case AtWork _, Unknown _, ActionRequired _, Authorized _ -> false;
    };
  }

  /**
   * Money reserved at the provider.
   *
   * @param amount all that was reserved; zero while the payer has yet to authenticate
   * @param taken what captures took of it, all but the last
   * @param captures how many those were
   * @param captureBefore when the issuer lets go of it, if the provider said so
   */
  record Hold(
      String reference, Money amount, Money taken, int captures, @Nullable Instant captureBefore) {
    /** Of which nothing was taken. */
    Hold(String reference, Money amount, @Nullable Instant captureBefore) {
      this(reference, amount, Money.zero(amount.currency()), 0, captureBefore);
    }

    /** What can still be taken. */
    Money left() {
      return amount.minus(taken);
    }

    boolean covers(Money other) {
      return other.currency().equals(amount.currency()) && other.compareTo(left()) <= 0;
    }

    Hold raisedTo(Money total, @Nullable Instant until) {
      return new Hold(reference, total, taken, captures, until == null ? captureBefore : until);
    }

    Hold lessACapture(Money amountTaken) {
      return new Hold(reference, amount, taken.plus(amountTaken), captures + 1, captureBefore);
    }
  }
}
