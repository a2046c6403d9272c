package souk.embedded.stripe.money;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a payout to a bank account. */
public enum BankOutcome {
  /** It arrives. */
  PAID(null, "The payout was paid."),
  ACCOUNT_CLOSED("account_closed", "The bank account has been closed."),
  NO_ACCOUNT("no_account", "The bank account details on file are probably incorrect."),
  INSUFFICIENT_FUNDS("insufficient_funds", "Your Stripe account has insufficient funds."),
  DEBIT_NOT_AUTHORIZED("debit_not_authorized", "Debit transactions are not approved."),
  INVALID_CURRENCY("invalid_currency", "The bank was unable to process this payout's currency."),
  COULD_NOT_PROCESS("could_not_process", "The bank could not process this payout."),
  /** It is paid, and the bank sends it back afterwards. */
  RETURNED("account_closed", "The bank returned the payout: the account has been closed.");

  /** Stripe's tokens and test numbers; the last of each is the twin's own. */
  private static final Map<String, BankOutcome> KNOWN =
      Map.ofEntries(
          Map.entry("btok_us_verified", PAID),
          Map.entry("btok_us_verified_noAccount", NO_ACCOUNT),
          Map.entry("btok_us_accountClosed", ACCOUNT_CLOSED),
          Map.entry("btok_us_insufficientFunds", INSUFFICIENT_FUNDS),
          Map.entry("btok_us_debitNotAuthorized", DEBIT_NOT_AUTHORIZED),
          Map.entry("btok_us_invalidCurrency", INVALID_CURRENCY),
          Map.entry("btok_twin_returned", RETURNED),
          Map.entry("000111111116", NO_ACCOUNT),
          Map.entry("000111111113", ACCOUNT_CLOSED),
          Map.entry("000222222227", INSUFFICIENT_FUNDS),
          Map.entry("000333333335", DEBIT_NOT_AUTHORIZED),
          Map.entry("000444444440", INVALID_CURRENCY),
          Map.entry("DE62370400440532013001", NO_ACCOUNT),
          Map.entry("DE35370400440532013002", ACCOUNT_CLOSED),
          Map.entry("DE08370400440532013003", INSUFFICIENT_FUNDS),
          Map.entry("DE78370400440532013004", DEBIT_NOT_AUTHORIZED),
          Map.entry("DE51370400440532013005", INVALID_CURRENCY),
          Map.entry("000999999991", RETURNED));

  private final @Nullable String code;
  private final String message;

  BankOutcome(@Nullable String code, String message) {
    this.code = code;
    this.message = message;
  }

  /** What a bank account's token or number means; every other account is paid. */
  public static BankOutcome of(String tokenOrNumber) {
    return KNOWN.getOrDefault(tokenOrNumber, PAID);
  }

  /** Stripe's failure code; null when there is no failure. */
  public @Nullable String code() {
    return code;
  }

  /** What Stripe tells the payee. */
  public String message() {
    return message;
  }
}
