package souk.payments.refund;

import org.jspecify.annotations.Nullable;

/** A refund in each of its states. */
sealed interface Refund {
  /** Somebody else than who asked for it has to agree. */
  record AwaitingApproval() implements Refund {}

  /** The end: nobody agreed. */
  record Rejected() implements Refund {}

  /** Intended; the request for it may be under way. */
  record Refunding() implements Refund {}

  /**
   * The answer is missing.
   *
   * @param reference at the provider, once it is known that there is one
   */
  record Unknown(@Nullable String reference) implements Refund {}

  /** On its way to the card. */
  record Pending(String reference) implements Refund {}

  /** Gone to the card; a bank may still send it back. */
  record Succeeded(String reference) implements Refund {}

  /** The end: the money is still, or again, where it was. */
  record Failed(@Nullable String reference, String failure) implements Refund {}

  /** The provider's id of it, once it is known. */
  default @Nullable String reference() {
    return switch (this) {
      case Unknown(var reference) -> reference;
      case Pending(var reference) -> reference;
      case Succeeded(var reference) -> reference;
      case Failed(var reference, _) -> reference;
      case AwaitingApproval _, Rejected _, Refunding _ -> null;
    };
  }

  default RefundStatus status() {
    return switch (this) {
      case AwaitingApproval _ -> RefundStatus.AWAITING_APPROVAL;
      case Rejected _ -> RefundStatus.REJECTED;
      case Refunding _ -> RefundStatus.REFUNDING;
      case Unknown _ -> RefundStatus.UNKNOWN;
      case Pending _ -> RefundStatus.PENDING;
      case Succeeded _ -> RefundStatus.SUCCEEDED;
      case Failed _ -> RefundStatus.FAILED;
    };
  }
}
