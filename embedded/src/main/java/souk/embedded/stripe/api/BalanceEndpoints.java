package souk.embedded.stripe.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import souk.embedded.stripe.api.Pages.Kind;
import souk.embedded.stripe.money.BalanceTransaction;
import souk.embedded.stripe.shape.Expansion;
import souk.embedded.stripe.shape.Statement;

/** What an account has, and how it came to have it. */
final class BalanceEndpoints {
  private BalanceEndpoints() {}

  static Reply balance(Call call) {
    call.params().allowOnly(Set.of("expand"));
    return Reply.ok(Statement.balance(call.account().balances().of(call.owner(), call.now())));
  }

  static Reply retrieve(Call call) {
    call.params().allowOnly(Set.of("expand"));
    var expansion = call.expansion(Set.of(Sources.FIELD));
    return call.account()
        .balances()
        .find(call.id())
        .filter(moved -> moved.owner().equals(call.owner()))
        .map(moved -> Reply.ok(shown(call, moved, expansion)))
        .orElseThrow(() -> ApiRefusal.notFound("balance transaction", call.id(), "id"));
  }

  static Reply list(Call call) {
    call.params().allowOnly(Pages.names("currency", "payout", "source", "type"));
    call.params()
        .text("payout")
        .ifPresent(_ -> {
          // every payout of the twin is asked for; Stripe knows what is in it only when it is not
          var message =
              "Balance transaction history can only be filtered on automatic payouts, not manual.";
          throw ApiRefusal.invalid(message, "payout");
        });
    var wanted =
        call.account()
            .balances()
            .newestFirst(call.owner())
            .filter(wants(call.params().text("currency").orElse(""), BalanceTransaction::currency))
            .filter(wants(call.params().text("source").orElse(""), BalanceTransaction::source))
            .filter(wants(call.params().text("type").orElse(""), moved -> moved.type().wireName()));
    var expansion = call.expansion(Set.of("data." + Sources.FIELD)).below("data");
    var kind =
        new Kind<BalanceTransaction>(
            "/v1/balance_transactions",
            BalanceTransaction::id,
            BalanceTransaction::createdAt,
            moved -> shown(call, moved, expansion));
    return Pages.page(call, wanted, kind);
  }

  private static ObjectNode shown(Call call, BalanceTransaction moved, Expansion expansion) {
    var json = call.statement().of(moved);
    Sources.put(call, json, moved.source(), expansion);
    return json;
  }

  private static Predicate<BalanceTransaction> wants(
      String value, Function<BalanceTransaction, String> field) {
    return moved -> value.isEmpty() || value.equals(field.apply(moved));
  }
}
