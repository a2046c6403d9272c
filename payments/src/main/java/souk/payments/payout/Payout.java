package souk.payments.payout;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.Setback;
import souk.platform.money.Money;

/** A payout in each of its states; {@link PayoutTurns} has the moves between them. */
sealed interface Payout {
  /** The money on the payee's account at the provider. */
  record Transfer(String reference, Money amount) {}

  /** Taken up, and to be sent in this way; waits for its batch. */
  record Pending(PayoutMethod method) implements Payout {}

  /**
   * To be transferred.
   *
   * @param asked whether the request may have been sent; until then it can be stopped
   */
  record Batched(UUID batch, PayoutMethod method, boolean asked) implements Payout {}

  /** Transferred, and to be sent to the bank in this way. */
  record Submitted(UUID batch, Transfer transfer, PayoutMethod method) implements Payout {}

  record Accepted(UUID batch, Transfer transfer, String payout) implements Payout {}

  /**
   * Arrived.
   *
   * @param isFinal no bank sends it back any more
   */
  record Settled(UUID batch, Transfer transfer, String payout, boolean isFinal) implements Payout {}

  /** How a payout that never arrives is called. */
  enum Ending {
    REVERSED,
    RETURNED,
    FAILED
  }

  /**
   * Never arrives. First its transfer is taken back, if there was one; then the payee has earned
   * the money as before.
   *
   * @param code the provider's own word, for operations
   * @param payout what was sent to the bank, if anything was
   */
  record Undone(
      Ending ending,
      Setback setback,
      String code,
      @Nullable UUID batch,
      @Nullable Transfer transfer,
      @Nullable String payout,
      boolean takenBack)
      implements Payout {
    /** What is still on the payee's account at the provider. */
    @Nullable Transfer toTakeBack() {
      return takenBack ? null : transfer;
    }
  }

  default PayoutStatus status() {
    return switch (this) {
      case Pending _ -> PayoutStatus.PENDING;
      case Batched _ -> PayoutStatus.BATCHED;
      case Submitted _ -> PayoutStatus.SUBMITTED;
      case Accepted _ -> PayoutStatus.ACCEPTED;
      case Settled _ -> PayoutStatus.SETTLED;
      case Undone undone ->
          switch (undone.ending()) {
            case REVERSED -> PayoutStatus.REVERSED;
            case RETURNED -> PayoutStatus.RETURNED;
            case FAILED -> PayoutStatus.FAILED;
          };
    };
  }

  /** Whether nothing will happen to it any more. */
  default boolean isFinished() {
    return switch (this) {
      case Settled settled -> settled.isFinal();
      case Undone undone -> undone.toTakeBack() == null;
      case Pending _, Batched _, Submitted _, Accepted _ -> false;
    };
  }
}
