package souk.payments.recon;

import io.swagger.v3.oas.annotations.media.Schema;

/** What comparing both sides of one thing comes to: exactly one of these. */
@Schema(name = "ReconciliationVerdict")
public enum Verdict {
  /** Both sides come to the same. */
  MATCHED,
  /** The provider knows it, the ledger does not. */
  MISSING_HERE,
  /** The ledger knows it, the provider does not. */
  MISSING_THERE,
  /** Both know it, and not for the same amount. */
  DIFFERENT_AMOUNT,
  /** The provider's statement has a line that nobody here can read. */
  UNREADABLE;

  /** What it is called from the other side. */
  Verdict mirrored() {
    return switch (this) {
      case MATCHED, DIFFERENT_AMOUNT, UNREADABLE -> this;
      case MISSING_HERE -> MISSING_THERE;
      case MISSING_THERE -> MISSING_HERE;
    };
  }
}
