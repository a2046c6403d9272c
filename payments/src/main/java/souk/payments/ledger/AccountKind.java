package souk.payments.ledger;

import java.util.Arrays;
import souk.payments.ledger.Leg.Side;

/**
 * The chart of accounts. One account is a kind, its owner where there is one, and a currency.
 *
 * <p>Two things are said of each kind beside its normal side: whether every order touches the same
 * account of it, so that it is striped and its stripes are summed on read; and whether it may stand
 * on the other side than its own. What is earmarked for somebody may not.
 */
public enum AccountKind {
  /** Memo: what cards have reserved for us. */
  CARDS_RESERVED("memo:cards_reserved", Side.DEBIT, Shape.STRIPED),
  /** Memo: what of it belongs to an order; beside {@link #CARDS_RESERVED}, never beside money. */
  RESERVED_FOR_ORDER("memo:reserved_for", Side.CREDIT, Shape.EARMARKED),

  /** Asset: captured, and not yet available at the provider. */
  PSP_PENDING("psp:clearing_pending", Side.DEBIT, Shape.STRIPED),
  /** Asset: what the provider holds for us and would pay out. */
  PSP_AVAILABLE("psp:balance_available", Side.DEBIT, Shape.STRIPED),
  /** Asset: on our own bank account. */
  BANK("bank:operating", Side.DEBIT, Shape.FREE),
  /** Asset: what a customer owes us. */
  CUSTOMER_RECEIVABLE("customer:receivable", Side.DEBIT, Shape.EARMARKED),
  /** Liability: what a customer has with us. */
  CUSTOMER_WALLET("customer:wallet", Side.CREDIT, Shape.EARMARKED),

  /** Liability: captured for an order whose service is not done; zero when it is settled. */
  ESCROW("escrow", Side.CREDIT, Shape.EARMARKED),
  /** Liability: what a driver, restaurant or hotel has earned. */
  PAYEE_PAYABLE("payee:payable", Side.CREDIT, Shape.EARMARKED),
  /** Liability: kept back of it for a while. */
  PAYEE_RESERVE("payee:reserve", Side.CREDIT, Shape.EARMARKED),
  /** Liability: tips, which no commission is ever taken of. */
  TIPS("payee:tips", Side.CREDIT, Shape.EARMARKED),
  /** Clearing: sent to a payee and not yet arrived; zero in the end. */
  PAYOUT_IN_TRANSIT("payee:payout_in_transit", Side.CREDIT, Shape.EARMARKED),
  /** Asset: what a payee was paid and has to give back. */
  PAYEE_RECEIVABLE("payee:receivable", Side.DEBIT, Shape.EARMARKED),

  /** Income. */
  COMMISSION("platform:revenue:commission", Side.CREDIT, Shape.STRIPED),
  /** Income. */
  SERVICE_FEE("platform:revenue:service_fee", Side.CREDIT, Shape.STRIPED),
  /** Income: our part of fees for cancelling and for not coming. */
  CANCELLATION_FEE("platform:revenue:cancellation_fee", Side.CREDIT, Shape.STRIPED),
  /** Expense: what the provider takes for a payment. */
  PSP_FEES("platform:expense:psp_fee", Side.DEBIT, Shape.STRIPED),
  /** Expense: what the provider takes for a dispute. */
  DISPUTE_FEES("platform:expense:dispute_fee", Side.DEBIT, Shape.FREE),
  /** Expense: disputes lost that nobody else pays for. */
  DISPUTE_LOSSES("platform:expense:dispute_loss", Side.DEBIT, Shape.FREE),
  /** Expense: what we give away. */
  PROMOTIONS("platform:expense:promo", Side.DEBIT, Shape.FREE),
  /** Expense: debts that are given up. */
  BAD_DEBT("platform:expense:bad_debt", Side.DEBIT, Shape.FREE),
  /** Income or expense: the spread of changing money. */
  FX_SPREAD("platform:fx_spread", Side.CREDIT, Shape.FREE),
  /** Income or expense: what a rate that moved between a payment and its refund gave or took. */
  FX_DIFFERENCE("platform:fx_difference", Side.CREDIT, Shape.FREE),
  /** Income or expense: the fractions of minor units that changing money leaves. */
  ROUNDING("rounding", Side.CREDIT, Shape.FREE),

  /** Liability: tax of a jurisdiction. */
  TAX("tax:payable", Side.CREDIT, Shape.STRIPED),
  /** Clearing: taken back by an issuer until a dispute is decided; zero in the end. */
  WITHHELD("dispute:withheld", Side.DEBIT, Shape.EARMARKED),
  /** Clearing: promised back to a card and not yet executed; zero in the end. */
  REFUND_CLEARING("refund:clearing", Side.CREDIT, Shape.EARMARKED),
  /** Clearing: what a reconciliation could not explain yet; zero in the end. */
  SUSPENSE("recon:suspense", Side.CREDIT, Shape.FREE),
  /** Equity: one per currency, through which money is changed. */
  FX_LIQUIDITY("fx:liquidity", Side.CREDIT, Shape.FREE);

  /** How the accounts of a kind are kept. */
  enum Shape {
    /** One account that may stand on either side. */
    FREE,
    /** One account of many rows, for every order touches it; it may stand on either side. */
    STRIPED,
    /** Belongs to an owner and never stands on the other side than its own. */
    EARMARKED
  }

  private final String code;
  private final Side normal;
  private final Shape shape;

  AccountKind(String code, Side normal, Shape shape) {
    this.code = code;
    this.normal = normal;
    this.shape = shape;
  }

  /** Stable: in rows, exports and hashes. */
  public String code() {
    return code;
  }

  /** The side that makes it grow. */
  public Side normal() {
    return normal;
  }

  Shape shape() {
    return shape;
  }

  /** Whether it must come back to zero when whatever it is for is over. */
  boolean isClearing() {
    return switch (this) {
      case RESERVED_FOR_ORDER, ESCROW, PAYOUT_IN_TRANSIT, WITHHELD, REFUND_CLEARING, SUSPENSE ->
          true;
      case CARDS_RESERVED,
          PSP_PENDING,
          PSP_AVAILABLE,
          BANK,
          CUSTOMER_RECEIVABLE,
          CUSTOMER_WALLET,
          PAYEE_PAYABLE,
          PAYEE_RESERVE,
          TIPS,
          PAYEE_RECEIVABLE,
          COMMISSION,
          SERVICE_FEE,
          CANCELLATION_FEE,
          PSP_FEES,
          DISPUTE_FEES,
          DISPUTE_LOSSES,
          PROMOTIONS,
          BAD_DEBT,
          FX_SPREAD,
          FX_DIFFERENCE,
          ROUNDING,
          TAX,
          FX_LIQUIDITY ->
          false;
    };
  }

  /**
   * The kind with this code.
   *
   * @throws IllegalArgumentException for any other
   */
  static AccountKind of(String code) {
    return Arrays.stream(values())
        .filter(kind -> kind.code.equals(code))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("no account of kind " + code));
  }

  /** The root that bookkeeping programs know it under. */
  String root() {
    return switch (this) {
      case CARDS_RESERVED,
          PSP_PENDING,
          PSP_AVAILABLE,
          BANK,
          CUSTOMER_RECEIVABLE,
          PAYEE_RECEIVABLE,
          WITHHELD ->
          "Assets";
      case RESERVED_FOR_ORDER,
          CUSTOMER_WALLET,
          ESCROW,
          PAYEE_PAYABLE,
          PAYEE_RESERVE,
          TIPS,
          PAYOUT_IN_TRANSIT,
          TAX,
          REFUND_CLEARING,
          SUSPENSE ->
          "Liabilities";
      case COMMISSION, SERVICE_FEE, CANCELLATION_FEE, FX_SPREAD, FX_DIFFERENCE, ROUNDING ->
          "Income";
      case PSP_FEES, DISPUTE_FEES, DISPUTE_LOSSES, PROMOTIONS, BAD_DEBT -> "Expenses";
      case FX_LIQUIDITY -> "Equity";
    };
  }

  /** Whether it is what a payee has earned, and is paid out to him. */
  boolean isEarned() {
    return this == PAYEE_PAYABLE || this == TIPS;
  }

  boolean hasOwner() {
    return shape == Shape.EARMARKED || this == TAX;
  }
}
