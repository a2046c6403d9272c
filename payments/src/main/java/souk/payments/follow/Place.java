package souk.payments.follow;

import io.swagger.v3.oas.annotations.media.Schema;
import souk.payments.ledger.AccountKind;
import souk.payments.ledger.Template;
import souk.payments.payout.PayoutStatus;

/** Where money of an order can be. */
@Schema(name = "MoneyPlace")
enum Place {
  /** Captured, and the order is not done. */
  ESCROW,
  /** Earned, and waits for the next payout. */
  PAYEE_WAITS,
  /** In a payout that has not arrived. */
  PAYEE_IN_TRANSIT,
  /** In a payout that has arrived. */
  PAYEE_BANK,
  /** Was changed for a payout that did not arrive: the payee's, in the other currency. */
  PAYEE_CHANGED,
  /** Kept of this order for what the payee owed; negative: kept of his others for this one. */
  PAYEE_KEPT,
  /** Negative: the payee has it and owes it. */
  PAYEE_OWES,
  /** Ours, less what we have spent on the order. */
  PLATFORM,
  TAX,
  /** Taken by the provider for its service. */
  PROVIDER_FEE,
  /** Back on the card. */
  CARD,
  /** Promised to the card and not executed. */
  CARD_IN_TRANSIT,
  /** Taken by the card's issuer in disputes, with what that costs, and not given back. */
  ISSUER,
  /** Negative: with the issuer until a dispute is decided, and borne by nobody yet. */
  ISSUER_UNDECIDED,
  /** Negative: owed by the customer; others have had it all the same. Positive: a debt is paid. */
  CUSTOMER_OWES,
  /** The customer's, with us. */
  CUSTOMER_WALLET,
  /** Moved at the provider by something else: a correction, a conversion under way. */
  PROVIDER,
  /** Differs from the provider's statement, and nobody has explained it. */
  SUSPENSE;

  /** Of a line of a posting. */
  static Place of(AccountKind kind, Template what) {
    return switch (kind) {
      case PSP_PENDING, PSP_AVAILABLE, BANK -> atProvider(what);
      case CARDS_RESERVED, RESERVED_FOR_ORDER, FX_LIQUIDITY -> PROVIDER;
      case ESCROW -> ESCROW;
      case PAYEE_PAYABLE, TIPS, PAYEE_RESERVE -> PAYEE_WAITS;
      case PAYOUT_IN_TRANSIT -> PAYEE_IN_TRANSIT;
      case PAYEE_RECEIVABLE -> PAYEE_OWES;
      case COMMISSION,
          SERVICE_FEE,
          CANCELLATION_FEE,
          PSP_FEES,
          DISPUTE_FEES,
          DISPUTE_LOSSES,
          PROMOTIONS,
          BAD_DEBT,
          FX_SPREAD,
          FX_DIFFERENCE,
          ROUNDING ->
          PLATFORM;
      case TAX -> TAX;
      case REFUND_CLEARING -> CARD_IN_TRANSIT;
      case WITHHELD -> ISSUER_UNDECIDED;
      case CUSTOMER_RECEIVABLE -> CUSTOMER_OWES;
      case CUSTOMER_WALLET -> CUSTOMER_WALLET;
      case SUSPENSE -> SUSPENSE;
    };
  }

  private static Place atProvider(Template what) {
    return switch (what) {
      case REFUND_EXECUTED, REFUND_FAILED -> CARD;
      case DISPUTE_OPENED, DISPUTE_WON, DISPUTE_LOST -> ISSUER;
      case PSP_FEE -> PROVIDER_FEE;
      case PAYOUT_PAID, PAYOUT_RETURNED -> PAYEE_BANK;
      case AUTHORIZED,
          HOLD_RESOLVED,
          CAPTURED,
          COMPLETED,
          REFUND_ACCEPTED,
          CLAWBACK_DIVIDED,
          PAYEE_DEBT_NETTED,
          CHANGE_SOLD,
          CHANGE_BOUGHT,
          CHANGE_KEPT,
          PAYOUT_SENT,
          PAYOUT_FAILED,
          FX,
          AVAILABLE,
          OWN_PAYOUT,
          SUSPENDED,
          REVERSAL ->
          PROVIDER;
    };
  }

  /** Of a part of a payout that has not come back. */
  static Place of(PayoutStatus status, boolean isFinished) {
    return switch (status) {
      case SETTLED -> PAYEE_BANK;
      case PENDING, BATCHED, SUBMITTED, ACCEPTED -> PAYEE_IN_TRANSIT;
      case REVERSED, RETURNED, FAILED -> isFinished ? PAYEE_CHANGED : PAYEE_IN_TRANSIT;
    };
  }
}
