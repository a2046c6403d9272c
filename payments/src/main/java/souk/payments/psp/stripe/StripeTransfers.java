package souk.payments.psp.stripe;

import com.stripe.model.HasId;
import com.stripe.model.TransferReversal;
import com.stripe.net.RequestOptions;
import com.stripe.param.AccountExternalAccountCreateParams;
import com.stripe.param.TransferReversalCreateParams;
import com.stripe.service.AccountService;
import com.stripe.service.PayoutService;
import com.stripe.service.TransferService;
import com.stripe.service.V1Services;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;
import souk.payments.psp.DeclineReason;
import souk.payments.psp.Lookup;
import souk.payments.psp.PayoutMethod;
import souk.payments.psp.PspKey;
import souk.payments.psp.PspOutcome;
import souk.payments.psp.PspPayout;
import souk.payments.psp.PspTransfer;
import souk.payments.psp.PspTransfers;
import souk.payments.psp.Refusal;
import souk.payments.psp.Setback;
import souk.platform.money.Money;

/**
 * Connected accounts with transfers to them, and payouts made on them: a call in the name of such
 * an account carries its id in {@code Stripe-Account}.
 */
final class StripeTransfers implements PspTransfers {
  private static final Refusal NOT_OURS_TO_SEND =
      new Refusal(DeclineReason.AMOUNT_REFUSED, "currency_not_supported");

  private final AccountService accounts;
  private final TransferService transfers;
  private final PayoutService payouts;

  StripeTransfers(V1Services stripe) {
    this.accounts = stripe.accounts();
    this.transfers = stripe.transfers();
    this.payouts = stripe.payouts();
  }

  @Override
  public long unit(Currency currency) {
    return StripeAmounts.payoutUnit(currency);
  }

  @Override
  public PspOutcome<String> open(PspKey key, UUID payeeId, Bank bank) {
    var params = StripePayees.account(payeeId, bank);
    return StripeCalls.write(key, options -> id(accounts.create(params, options)));
  }

  @Override
  public PspOutcome<String> changeBank(PspKey key, String account, Bank bank) {
    var params =
        AccountExternalAccountCreateParams.builder()
            .setExternalAccount(bank.token())
            .setDefaultForCurrency(true)
            .build();
    return StripeCalls.write(
        key, options -> id(accounts.externalAccounts().create(account, params, options)));
  }

  private static String id(HasId made) {
    return Objects.requireNonNull(made.getId(), "made without id");
  }

  @Override
  public PspOutcome<PspTransfer> transfer(PspKey key, UUID payoutId, String account, Money amount) {
    if (!StripeAmounts.isPayable(amount)) return new PspOutcome.Rejected<>(NOT_OURS_TO_SEND);
    var params = StripePayees.transfer(payoutId, account, amount);
    return StripeCalls.write(
        key, options -> StripePayees.transfer(transfers.create(params, options)));
  }

  @Override
  public PspOutcome<PspTransfer> takeBack(
      PspKey key, UUID payoutId, String reference, Money amount) {
    var params =
        TransferReversalCreateParams.builder()
            .setAmount(StripeAmounts.toStripe(amount))
            .putMetadata(StripePayees.TRANSFER_ID, payoutId.toString())
            .build();
    return StripeCalls.write(
        key,
        options ->
            takenBack(reference, amount, transfers.reversals().create(reference, params, options)));
  }

  private static PspTransfer takenBack(String reference, Money amount, TransferReversal reversal) {
    var back = Objects.requireNonNull(reversal.getAmount(), "a reversal without amount");
    return new PspTransfer(
        reference, amount, StripeAmounts.toMoney(back, amount.currency().getCurrencyCode()));
  }

  @Override
  public PspOutcome<PspPayout> payOut(
      PspKey key, UUID payoutId, String account, Money amount, PayoutMethod method) {
    var params = StripePayees.payout(payoutId, amount, method);
    return StripeCalls.write(
        key, inNameOf(account), options -> StripePayees.payout(payouts.create(params, options)));
  }

  @Override
  public Lookup<PspTransfer> retrieveTransfer(String reference) {
    return StripeCalls.read(
        () -> new Lookup.Found<>(StripePayees.transfer(transfers.retrieve(reference))));
  }

  @Override
  public Lookup<PspTransfer> findTransfer(UUID payoutId, String account, Instant from) {
    return StripeCalls.read(() ->
        new PayoutSearch<>(
                after -> transfers.list(PayoutSearch.transfers(account, from, after)),
                StripePayees::transfer)
            .find(payoutId));
  }

  @Override
  public Lookup<PspPayout> retrievePayout(String account, String reference) {
    return StripeCalls.read(() ->
        new Lookup.Found<>(
            StripePayees.payout(payouts.retrieve(reference, inNameOf(account).build()))));
  }

  @Override
  public Lookup<PspPayout> findPayout(UUID payoutId, String account, Instant from) {
    var options = inNameOf(account).build();
    return StripeCalls.read(() ->
        new PayoutSearch<>(
                after -> payouts.list(PayoutSearch.payouts(from, after), options),
                StripePayees::payout)
            .find(payoutId));
  }

  @Override
  public Setback setback(String code) {
    return StripePayees.setback(code);
  }

  private static RequestOptions.RequestOptionsBuilder inNameOf(String account) {
    return RequestOptions.builder().setStripeAccount(account);
  }
}
