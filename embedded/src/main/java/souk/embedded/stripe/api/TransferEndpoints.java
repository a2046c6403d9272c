package souk.embedded.stripe.api;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.api.Pages.Kind;
import souk.embedded.stripe.intent.StripeId;
import souk.embedded.stripe.money.BalanceTransaction;
import souk.embedded.stripe.money.BalanceTransaction.Type;
import souk.embedded.stripe.money.ConnectedAccount;
import souk.embedded.stripe.money.Recorded;
import souk.embedded.stripe.money.Reversal;
import souk.embedded.stripe.money.Transfer;
import souk.embedded.stripe.shape.TransferJson;

/** Money from the platform to a payee's account, and back. */
final class TransferEndpoints {
  private static final Set<String> EXPANDABLE = Set.of("balance_transaction");

  private static final Set<String> KNOWN =
      Set.of(
          "amount",
          "currency",
          "description",
          "destination",
          "expand",
          "metadata",
          "source_transaction",
          "source_type",
          "transfer_group");

  private TransferEndpoints() {}

  static Reply create(Call call) {
    var params = call.params();
    params.allowOnly(KNOWN);
    var expansion = call.expansion(EXPANDABLE);
    var transfer = asked(call);
    var source = source(call, transfer);
    var refused = refusal(call, transfer, source);
    if (refused != null) return refused;
    call.effects().make(transfer, "transfer.created");
    move(call, transfer, source == null ? call.now() : source.availableOn());
    return Reply.ok(TransferJson.of(transfer, call.statement(), expansion));
  }

  private static Transfer asked(Call call) {
    var params = call.params();
    var currency = Amounts.currency(params);
    var amount = Amounts.positive(params);
    return new Transfer(
        StripeId.fresh("tr_1"),
        call.now(),
        amount,
        currency,
        params.required("destination"),
        StripeId.fresh("py_1"),
        params.text("source_transaction").orElse(null),
        params.text("description").orElse(null),
        params.text("transfer_group").orElse(null),
        params.metadata(),
        List.of());
  }

  /** What the charge brought whose money it is to be, if it is tied to one. */
  private static @Nullable BalanceTransaction source(Call call, Transfer transfer) {
    var charge = transfer.sourceTransaction();
    if (charge == null) return null;
    return call.effects()
        .transaction(BalanceTransaction.idOf(charge, ""))
        .orElseThrow(() -> ApiRefusal.noSuch("charge", charge, "source_transaction"));
  }

  private static @Nullable Reply refusal(
      Call call, Transfer transfer, @Nullable BalanceTransaction source) {
    var destination =
        call.account()
            .accounts()
            .find(transfer.destination())
            .orElseThrow(
                () -> ApiRefusal.noSuch("destination", transfer.destination(), "destination"));
    var forbidden = forbidden(destination);
    if (forbidden != null) return forbidden;
    if (source != null) return beyondSource(call, transfer, source);
    var enough = call.available(transfer.currency()) >= transfer.amount();
    return enough ? null : Reply.insufficientBalance(transfer.currency());
  }

  private static @Nullable Reply forbidden(ConnectedAccount destination) {
    return switch (destination.transfers()) {
      case ACTIVE -> null;
      case UNREQUESTED, INCOMPLETE -> {
        var message =
            "Your destination account needs to have at least one of the following capabilities"
                + " enabled: transfers, crypto_transfers, legacy_payments";
        yield Reply.refused("insufficient_capabilities_for_transfer", message, null);
      }
      case FORBIDDEN -> {
        var message = "Transfers to account %s are not allowed.".formatted(destination.id());
        yield Reply.refused("transfers_not_allowed", message, null);
      }
    };
  }

  private static @Nullable Reply beyondSource(
      Call call, Transfer transfer, BalanceTransaction source) {
    if (!source.currency().equals(transfer.currency())) {
      var message = "The currency of source_transaction's balance transaction is ";
      return Reply.refused(null, message + source.currency() + ".", "currency");
    }
    var earlier =
        call.account()
            .transfers()
            .newestFirst()
            .filter(other -> source.source().equals(other.sourceTransaction()))
            .mapToLong(other -> other.amount() - other.amountReversed())
            .sum();
    if (earlier + transfer.amount() <= source.amount()) return null;
    var message =
        "Transfers using this transaction as a source must not exceed the source amount of %d (%d"
            + " are transferred already).";
    return Reply.refused(null, message.formatted(source.amount(), earlier), "amount");
  }

  private static void move(Call call, Transfer transfer, Instant availableOn) {
    var amount = transfer.amount();
    var currency = transfer.currency();
    var out =
        BalanceTransaction.of(
            Type.TRANSFER, Recorded.PLATFORM, -amount, currency, transfer.id(), call.now());
    var in =
        BalanceTransaction.of(
            Type.PAYMENT, transfer.destination(), amount, currency, transfer.payment(), call.now());
    call.effects().move(out.about(transfer.description()).availableOn(availableOn));
    call.effects().move(in.availableOn(availableOn));
  }

  static Reply retrieve(Call call) {
    call.params().allowOnly(Set.of("expand"));
    var expansion = call.expansion(EXPANDABLE);
    return Reply.ok(TransferJson.of(existing(call), call.statement(), expansion));
  }

  private static Transfer existing(Call call) {
    return call.account()
        .transfers()
        .find(call.id())
        .orElseThrow(() -> ApiRefusal.notFound("transfer", call.id(), "id"));
  }

  static Reply reverse(Call call) {
    var params = call.params();
    params.allowOnly(
        Set.of("amount", "description", "expand", "metadata", "refund_application_fee"));
    var expansion = call.expansion(EXPANDABLE);
    var transfer = existing(call);
    var left = transfer.amount() - transfer.amountReversed();
    var amount = Amounts.positive(params, left);
    if (amount > left || left == 0) {
      var message = "Reversal amount (%d) is greater than unreversed amount on transfer (%d)";
      return Reply.refused(null, message.formatted(amount, left), "amount");
    }
    if (call.available(transfer.destination(), transfer.currency()) < amount) {
      return Reply.insufficientBalance(transfer.currency());
    }
    var reversal =
        new Reversal(
            StripeId.fresh("trr_1"),
            StripeId.fresh("pyr_1"),
            call.now(),
            amount,
            params.metadata());
    var changed = transfer.reversed(reversal);
    call.effects().revise(changed, "transfer.reversed");
    moveBack(call, changed, reversal);
    return Reply.ok(TransferJson.of(changed, reversal, call.statement(), expansion));
  }

  private static void moveBack(Call call, Transfer transfer, Reversal reversal) {
    var amount = reversal.amount();
    var currency = transfer.currency();
    var out =
        BalanceTransaction.of(
            Type.PAYMENT_REFUND,
            transfer.destination(),
            -amount,
            currency,
            reversal.paymentRefund(),
            call.now());
    var in =
        BalanceTransaction.of(
            Type.TRANSFER_REVERSAL, Recorded.PLATFORM, amount, currency, reversal.id(), call.now());
    call.effects().move(out);
    call.effects().move(in);
  }

  static Reply reversals(Call call) {
    call.params().allowOnly(Pages.names());
    var transfer = existing(call);
    var kind =
        new Kind<Reversal>(
            "/v1/transfers/" + transfer.id() + "/reversals",
            Reversal::id,
            Reversal::createdAt,
            reversal ->
                TransferJson.of(transfer, reversal, call.statement(), call.expansion(Set.of())));
    return Pages.page(call, transfer.reversals().reversed().stream(), kind);
  }
}
