package souk.embedded.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.Account;
import com.stripe.model.Balance;
import com.stripe.model.Payout;
import com.stripe.model.Transfer;
import com.stripe.net.RequestOptions;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.AccountCreateParams.Capabilities;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.service.V1Services;

/** A platform with payees, through the real client. */
final class Marketplace {
  private final V1Services stripe;

  Marketplace(Caller caller) {
    stripe = caller.stripe().v1();
  }

  /** Takes money that is available at once; answers the charge. */
  String earn(long amount, String currency) throws StripeException {
    return charge("pm_card_bypassPending", amount, currency);
  }

  String charge(String card, long amount, String currency) throws StripeException {
    var params =
        PaymentIntentCreateParams.builder()
            .setAmount(amount)
            .setCurrency(currency)
            .setConfirm(true)
            .setPaymentMethod(card)
            .build();
    return stripe.paymentIntents().create(params).getLatestCharge();
  }

  Account payee(String bank) throws StripeException {
    var asked = Capabilities.Transfers.builder().setRequested(true).build();
    var params =
        AccountCreateParams.builder()
            .setType(AccountCreateParams.Type.CUSTOM)
            .setCountry("FR")
            .setCapabilities(Capabilities.builder().setTransfers(asked).build())
            .setExternalAccount(bank)
            .build();
    return stripe.accounts().create(params);
  }

  static TransferCreateParams.Builder transferOf(long amount, Account payee) {
    return TransferCreateParams.builder()
        .setAmount(amount)
        .setCurrency("eur")
        .setDestination(payee.getId());
  }

  Transfer transfer(long amount, Account payee, String key) throws StripeException {
    return stripe.transfers().create(transferOf(amount, payee).build(), Caller.key(key));
  }

  Payout payOut(long amount, Account payee, String key) throws StripeException {
    var params = PayoutCreateParams.builder().setAmount(amount).setCurrency("eur").build();
    return stripe.payouts().create(params, as(payee, key));
  }

  static RequestOptions as(Account payee) {
    return RequestOptions.builder().setStripeAccount(payee.getId()).build();
  }

  static RequestOptions as(Account payee, String key) {
    return RequestOptions.builder().setStripeAccount(payee.getId()).setIdempotencyKey(key).build();
  }

  /** What the platform has of that currency. */
  long available(String currency) throws StripeException {
    return available(stripe.balance().retrieve(), currency);
  }

  long available(Account payee) throws StripeException {
    return available(stripe.balance().retrieve(as(payee)), "eur");
  }

  private static long available(Balance balance, String currency) {
    return balance.getAvailable().stream()
        .filter(part -> part.getCurrency().equals(currency))
        .mapToLong(Balance.Available::getAmount)
        .sum();
  }

  /** What the platform still waits for. */
  long pending(String currency) throws StripeException {
    return stripe.balance().retrieve().getPending().stream()
        .filter(part -> part.getCurrency().equals(currency))
        .mapToLong(Balance.Pending::getAmount)
        .sum();
  }
}
