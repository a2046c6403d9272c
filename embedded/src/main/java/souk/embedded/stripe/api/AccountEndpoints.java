package souk.embedded.stripe.api;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import souk.embedded.stripe.intent.StripeId;
import souk.embedded.stripe.money.BankAccount;
import souk.embedded.stripe.money.BankOutcome;
import souk.embedded.stripe.money.ConnectedAccount;
import souk.embedded.stripe.money.ConnectedAccount.Right;
import souk.embedded.stripe.shape.AccountJson;

/** Payees' accounts, as far as somebody needs them who pays payees. */
final class AccountEndpoints {
  private static final String BANK = "external_account";

  /** The twin's own token of a bank account whose holder Stripe knows nothing about yet. */
  private static final String INCOMPLETE = "btok_twin_incomplete";

  private static final Set<String> KNOWN =
      Set.of(
          "business_profile",
          "business_type",
          "capabilities",
          "company",
          "controller",
          "country",
          "default_currency",
          "email",
          "expand",
          BANK,
          "individual",
          "metadata",
          "settings",
          "tos_acceptance",
          "type");

  private AccountEndpoints() {}

  static Reply create(Call call) {
    var params = call.params();
    params.allowOnly(KNOWN);
    var country = params.text("country").orElse("US");
    var currency = params.text("default_currency").orElseGet(() -> currencyOf(country));
    var banks = new ArrayList<BankAccount>();
    bank(params, currency, country).ifPresent(banks::add);
    var account =
        new ConnectedAccount(
            StripeId.fresh("acct_1").substring(0, 21),
            call.now(),
            country,
            currency.toLowerCase(Locale.ROOT),
            params.text("type").filter("express"::equals).isPresent(),
            params.text("email").orElse(null),
            params.text("business_type").orElse(null),
            transfers(params),
            true,
            List.copyOf(banks),
            params.metadata());
    call.effects().make(account);
    return Reply.ok(AccountJson.of(account));
  }

  /** In Stripe's test mode every express account begins so; here only those with that bank do. */
  private static Right transfers(FormParams params) {
    if (!params.flag("capabilities[transfers][requested]")) return Right.UNREQUESTED;
    var incomplete = params.text(BANK).filter(INCOMPLETE::equals).isPresent();
    return incomplete ? Right.INCOMPLETE : Right.ACTIVE;
  }

  private static String currencyOf(String country) {
    try {
      return Currency.getInstance(Locale.of("", country)).getCurrencyCode();
    } catch (IllegalArgumentException noCountry) {
      throw ApiRefusal.of(
          "country_unsupported", "Country '" + country + "' is unknown.", "country");
    }
  }

  /** A token, or a bank account in words. */
  private static Optional<BankAccount> bank(FormParams params, String currency, String country) {
    var token = params.text(BANK).orElse(null);
    if (token != null) return Optional.of(bank(token, "6789", currency, country, params));
    if (params.list(BANK).isEmpty()) return Optional.empty();
    var number = params.required(BANK + "[account_number]").replace(" ", "");
    var last4 = number.substring(Math.max(0, number.length() - 4));
    var itsCurrency = params.required(BANK + "[currency]");
    var itsCountry = params.required(BANK + "[country]");
    return Optional.of(bank(number, last4, itsCurrency, itsCountry, params));
  }

  private static BankAccount bank(
      String number, String last4, String currency, String country, FormParams params) {
    return new BankAccount(
        StripeId.fresh("ba_1"),
        country,
        currency.toLowerCase(Locale.ROOT),
        last4,
        params.text(BANK + "[account_holder_name]").orElse(null),
        BankOutcome.of(number));
  }

  /** What the payee gave Stripe when it was asked. */
  static BankAccount given(ConnectedAccount account, String currency, String token) {
    var id = StripeId.fresh("ba_1");
    var outcome = BankOutcome.of(token);
    return new BankAccount(id, account.country(), currency, "6789", null, outcome);
  }

  static Reply retrieve(Call call) {
    call.params().allowOnly(Set.of("expand"));
    return Reply.ok(AccountJson.of(existing(call)));
  }

  static Reply addBank(Call call) {
    var params = call.params();
    params.allowOnly(Set.of(BANK, "default_for_currency", "metadata", "expand"));
    var account = existing(call);
    var bank =
        bank(params, account.currency(), account.country())
            .orElseThrow(() -> ApiRefusal.missing(BANK));
    var first = account.bank(null, bank.currency()).isEmpty();
    var changed = account.with(bank, first || params.flag("default_for_currency"));
    call.effects().revise(changed, "account.updated");
    return Reply.ok(AccountJson.of(changed, bank));
  }

  static ConnectedAccount existing(Call call) {
    return call.account()
        .accounts()
        .find(call.id())
        .orElseThrow(() -> ApiRefusal.accountInvalid(call.id()));
  }
}
