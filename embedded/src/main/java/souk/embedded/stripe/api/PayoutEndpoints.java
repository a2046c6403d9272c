package souk.embedded.stripe.api;

import java.util.Set;
import souk.embedded.stripe.intent.StripeId;
import souk.embedded.stripe.money.BankAccount;
import souk.embedded.stripe.money.BankOutcome;
import souk.embedded.stripe.money.Payout;
import souk.embedded.stripe.money.PayoutStatus;
import souk.embedded.stripe.money.Recorded;
import souk.embedded.stripe.shape.PayoutJson;

/** Money from a balance to a bank account. */
final class PayoutEndpoints {
  private static final Set<String> EXPANDABLE = Set.of("balance_transaction");
  private static final Set<String> LABELS = Set.of("description", "method", "statement_descriptor");

  private static final Set<String> KNOWN =
      Set.of(
          "amount",
          "currency",
          "description",
          "destination",
          "expand",
          "metadata",
          "method",
          "source_type",
          "statement_descriptor");

  private PayoutEndpoints() {}

  static Reply create(Call call) {
    var params = call.params();
    params.allowOnly(KNOWN);
    var expansion = call.expansion(EXPANDABLE);
    var currency = Amounts.currency(params);
    var amount = Amounts.payout(params, currency);
    if (!mayPayOut(call)) {
      var message = "Payouts are not allowed for account %s.".formatted(call.owner());
      return Reply.refused("payouts_not_allowed", message, null);
    }
    var bank = bank(call, currency);
    if (call.available(currency) < amount) return Reply.insufficientBalance(currency);
    var payout = payout(call, currency, amount, bank);
    PayoutMoves.begin(call.effects(), payout, call.now());
    return Reply.ok(PayoutJson.of(payout, call.statement(), expansion));
  }

  private static boolean mayPayOut(Call call) {
    return call.owner().equals(Recorded.PLATFORM)
        || call.account().accounts().find(call.owner()).orElseThrow().mayPayOut();
  }

  private static BankAccount bank(Call call, String currency) {
    if (call.owner().equals(Recorded.PLATFORM)) {
      return new BankAccount("ba_platform", "US", currency, "6789", null, BankOutcome.PAID);
    }
    var account = call.account().accounts().find(call.owner()).orElseThrow();
    var named = call.params().text("destination").orElse(null);
    if (named == null && account.express() && account.bank(null, currency).isEmpty()) {
      var given = AccountEndpoints.given(account, currency, "btok_us_verified");
      call.effects().revise(account.with(given, true));
      return given;
    }
    return account
        .bank(named, currency)
        .orElseThrow(() -> {
          if (named != null) return ApiRefusal.noSuch("external account", named, "destination");
          var message = "Sorry, you don't have any external accounts in that currency (%s)";
          return ApiRefusal.invalid(message.formatted(currency), "currency");
        });
  }

  private static Payout payout(Call call, String currency, long amount, BankAccount bank) {
    var step = call.pace().payout();
    return new Payout(
        StripeId.fresh("po_1"),
        call.owner(),
        call.now(),
        amount,
        currency,
        bank.id(),
        bank.outcome(),
        call.params().labels(LABELS),
        call.params().metadata(),
        call.now().plus(step.multipliedBy(2)),
        PayoutStatus.PENDING,
        call.now().plus(step),
        null);
  }

  static Reply retrieve(Call call) {
    call.params().allowOnly(Set.of("expand"));
    var expansion = call.expansion(EXPANDABLE);
    return Reply.ok(PayoutJson.of(existing(call), call.statement(), expansion));
  }

  private static Payout existing(Call call) {
    return call.account()
        .payouts()
        .find(call.id())
        .filter(payout -> payout.owner().equals(call.owner()))
        .orElseThrow(() -> ApiRefusal.notFound("payout", call.id(), "id"));
  }

  static Reply cancel(Call call) {
    call.params().allowOnly(Set.of("expand"));
    var expansion = call.expansion(EXPANDABLE);
    var payout = existing(call);
    if (payout.status() != PayoutStatus.PENDING) {
      var message = "Payouts can only be canceled while they are pending; this one is %s.";
      return Reply.refused(null, message.formatted(payout.status().wireName()), null);
    }
    var canceled = payout.canceled();
    PayoutMoves.go(call.effects(), canceled, call.now());
    return Reply.ok(PayoutJson.of(canceled, call.statement(), expansion));
  }
}
