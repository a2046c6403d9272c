package souk.payments.dispute;

import souk.payments.psp.PspDispute;

/** Where a dispute stands. */
public enum DisputeStatus {
  /** Heard of, and not read at the provider yet, or of no payment that we know. */
  FOUND(0),
  /** The issuer asks; no money has moved. */
  INQUIRY(1),
  /** The inquiry is over. Should it become a dispute after all, that goes on from here. */
  INQUIRY_CLOSED(2),
  /** It can be answered. */
  NEEDS_RESPONSE(3),
  /** The issuer decides, or the money of one that was won is on its way back. */
  UNDER_REVIEW(4),
  /** The money is back. Final. */
  WON(5),
  /** The money is gone. Final. */
  LOST(5);

  private final int rank;

  DisputeStatus(int rank) {
    this.rank = rank;
  }

  /** Whether nothing more is expected of it. */
  boolean isOver() {
    return switch (this) {
      case INQUIRY_CLOSED, WON, LOST -> true;
      case FOUND, INQUIRY, NEEDS_RESPONSE, UNDER_REVIEW -> false;
    };
  }

  /** How one ends that nobody contests. */
  boolean isGivenUp() {
    return this == LOST || this == INQUIRY_CLOSED;
  }

  /** An inquiry has become a dispute. */
  boolean isEscalatedTo(DisputeStatus next) {
    var wasInquiry = this == INQUIRY || this == INQUIRY_CLOSED;
    return wasInquiry && next.rank > INQUIRY_CLOSED.rank;
  }

  boolean canBeAnswered() {
    return switch (this) {
      case INQUIRY, NEEDS_RESPONSE -> true;
      case FOUND, INQUIRY_CLOSED, UNDER_REVIEW, WON, LOST -> false;
    };
  }

  /** Where it stands after the provider has shown it; never further back than before. */
  DisputeStatus seen(PspDispute dispute) {
    var next =
        switch (dispute.status()) {
          case INQUIRY -> INQUIRY;
          case INQUIRY_CLOSED -> INQUIRY_CLOSED;
          case NEEDS_RESPONSE -> NEEDS_RESPONSE;
          case UNDER_REVIEW -> UNDER_REVIEW;
          case WON -> isBack(dispute) ? WON : UNDER_REVIEW;
          case LOST -> LOST;
          case UNDECIDED -> this;
        };
    return next.rank > rank ? next : this;
  }

  private static boolean isBack(PspDispute dispute) {
    return dispute.reinstated().compareTo(dispute.withdrawn()) >= 0;
  }
}
