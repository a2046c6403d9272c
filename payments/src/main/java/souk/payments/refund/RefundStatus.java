package souk.payments.refund;

import java.util.Optional;

/** Where a refund stands. */
public enum RefundStatus {
  /** Too much for one pair of eyes. */
  AWAITING_APPROVAL("requested"),
  /** Nobody agreed. Final. */
  REJECTED("rejected"),
  /** The provider is being asked. */
  REFUNDING("accepted"),
  /** The provider's answer is missing; it is being found out. */
  UNKNOWN("unknown"),
  /** On its way to the card. */
  PENDING("pending"),
  /** Gone to the card. A bank may still send it back: then it is FAILED. */
  SUCCEEDED("succeeded"),
  /** The money did not leave, or came back. Final. */
  FAILED("failed");

  private final String event;

  RefundStatus(String event) {
    this.event = event;
  }

  /** The type of the event that says that a refund has come here. */
  public String event() {
    return "refund." + event;
  }

  /** As whoever paid sees it; nothing of what operators have not agreed on. */
  Optional<String> forPayer() {
    return switch (this) {
      case AWAITING_APPROVAL, REJECTED -> Optional.empty();
      case REFUNDING, UNKNOWN, PENDING -> Optional.of(PENDING.name());
      case SUCCEEDED, FAILED -> Optional.of(name());
    };
  }
}
