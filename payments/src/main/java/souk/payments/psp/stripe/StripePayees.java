package souk.payments.psp.stripe;

import com.stripe.model.Payout;
import com.stripe.model.Transfer;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.AccountCreateParams.Capabilities;
import com.stripe.param.AccountCreateParams.Settings;
import com.stripe.param.AccountCreateParams.Settings.Payouts.Schedule;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.TransferCreateParams;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspTransfer;
import souk.payments.psp.PspTransfers.Bank;
import souk.payments.psp.Setback;
import souk.platform.money.Money;

/** Accounts, transfers and payouts, as we ask for them and as we read them. */
final class StripePayees {
  /** Our payout's id in a payout's metadata; what a lost answer left behind is found by it. */
  static final String PAYOUT_ID = "payout_id";

  /** The same in a transfer's. */
  static final String TRANSFER_ID = "transfer_id";

  private StripePayees() {}

  /** Stripe pays nothing out by itself: otherwise two would send the same money. */
  static AccountCreateParams account(UUID payeeId, Bank bank) {
    var byHand = Schedule.builder().setInterval(Schedule.Interval.MANUAL).build();
    var transfers = Capabilities.Transfers.builder().setRequested(true).build();
    return AccountCreateParams.builder()
        .setType(AccountCreateParams.Type.EXPRESS)
        .setCountry(bank.country())
        .setExternalAccount(bank.token())
        .setCapabilities(Capabilities.builder().setTransfers(transfers).build())
        .setSettings(
            Settings.builder()
                .setPayouts(Settings.Payouts.builder().setSchedule(byHand).build())
                .build())
        .putMetadata("payee_id", payeeId.toString())
        .build();
  }

  static TransferCreateParams transfer(UUID payoutId, String account, Money amount) {
    return TransferCreateParams.builder()
        .setAmount(StripeAmounts.toStripe(amount))
        .setCurrency(currency(amount))
        .setDestination(account)
        .putMetadata(TRANSFER_ID, payoutId.toString())
        .build();
  }

  static PayoutCreateParams payout(UUID payoutId, Money amount, PayoutMethod method) {
    return PayoutCreateParams.builder()
        .setAmount(StripeAmounts.toStripe(amount))
        .setCurrency(currency(amount))
        .setMethod(
            switch (method) {
              case STANDARD -> PayoutCreateParams.Method.STANDARD;
              case INSTANT -> PayoutCreateParams.Method.INSTANT;
            })
        .putMetadata(PAYOUT_ID, payoutId.toString())
        .build();
  }

  private static String currency(Money amount) {
    return amount.currency().getCurrencyCode().toLowerCase(Locale.ROOT);
  }

  /** A body proves nothing about its conformance: what is missing here throws. */
  static PspTransfer transfer(Transfer transfer) {
    var back = transfer.getAmountReversed();
    return new PspTransfer(
        required(transfer.getId(), "id"),
        StripeAmounts.toMoney(required(transfer.getAmount(), "amount"), transfer.getCurrency()),
        StripeAmounts.toMoney(back == null ? 0 : back, transfer.getCurrency()));
  }

  static PspPayout payout(Payout payout) {
    return new PspPayout(
        required(payout.getId(), "id"),
        status(required(payout.getStatus(), "status")),
        StripeAmounts.toMoney(required(payout.getAmount(), "amount"), payout.getCurrency()),
        payout.getFailureCode(),
        payout.getArrivalDate() == null ? null : Instant.ofEpochSecond(payout.getArrivalDate()));
  }

  /** A status that this program does not know must not move money. */
  private static PspPayout.Status status(String status) {
    return switch (status) {
      case "pending", "in_transit" -> PspPayout.Status.ON_ITS_WAY;
      case "paid" -> PspPayout.Status.PAID;
      case "failed" -> PspPayout.Status.FAILED;
      case "canceled" -> PspPayout.Status.CANCELLED;
      default -> PspPayout.Status.UNDECIDED;
    };
  }

  /** Stripe's failure codes of payouts and its error codes of transfers and payouts. */
  static Setback setback(String code) {
    return switch (code) {
      case "account_closed" -> Setback.ACCOUNT_CLOSED;
      case "no_account",
          "invalid_account_number",
          "invalid_account_number_length",
          "incorrect_account_holder_name",
          "incorrect_account_holder_address",
          "incorrect_account_holder_tax_id",
          "incorrect_account_type",
          "invalid_currency",
          "unsupported_card" ->
          Setback.ACCOUNT_WRONG;
      case "account_frozen",
          "bank_account_restricted",
          "bank_ownership_changed",
          "debit_not_authorized" ->
          Setback.ACCOUNT_RESTRICTED;
      case "declined" -> Setback.BANK_REFUSED;
      case "could_not_process", "expired", "stale_credential" -> Setback.COULD_NOT_PROCESS;
      case "payouts_not_allowed",
          "transfers_not_allowed",
          "account_invalid",
          "insufficient_capabilities_for_transfer",
          "resource_missing" ->
          Setback.NOT_READY;
      case "instant_payouts_unsupported", "instant_payouts_currency_disabled" ->
          Setback.INSTANT_NOT_POSSIBLE;
      case "balance_insufficient", "insufficient_funds" -> Setback.BALANCE_TOO_LOW;
      case "payouts_limit_exceeded", "instant_payouts_limit_exceeded" -> Setback.LIMIT_REACHED;
      default -> Setback.REFUSED_BY_PROVIDER;
    };
  }

  private static <T> T required(@Nullable T value, String field) {
    if (value == null) throw new IllegalArgumentException("no " + field);
    return value;
  }
}
