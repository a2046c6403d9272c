package souk.embedded.stripe.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import souk.embedded.stripe.money.Transfer;
import souk.embedded.stripe.shape.ChargeJson;
import souk.embedded.stripe.shape.DisputeJson;
import souk.embedded.stripe.shape.Expansion;
import souk.embedded.stripe.shape.PayoutJson;
import souk.embedded.stripe.shape.RefundJson;
import souk.embedded.stripe.shape.TransferJson;

/** The object that moved a balance, whole where that is wanted. */
final class Sources {
  static final String FIELD = "source";

  private Sources() {}

  static void put(Call call, ObjectNode json, String id, Expansion expansion) {
    if (!expansion.has(FIELD)) return;
    find(call, id).ifPresent(source -> json.set(FIELD, source));
  }

  /** What a connected account knows under a name of its own is shown by its id. */
  private static Optional<ObjectNode> find(Call call, String id) {
    var account = call.account();
    var statement = call.statement();
    return switch (id.substring(0, id.indexOf('_'))) {
      case "ch" -> charge(call, id);
      case "re" ->
          account
              .refunds()
              .find(id)
              .map(refund -> RefundJson.of(refund, statement, Expansion.NONE));
      case "du" -> account.disputes().find(id).map(dispute -> DisputeJson.of(dispute, statement));
      case "po" ->
          account
              .payouts()
              .find(id)
              .map(payout -> PayoutJson.of(payout, statement, Expansion.NONE));
      case "tr" ->
          account
              .transfers()
              .find(id)
              .map(transfer -> TransferJson.of(transfer, statement, Expansion.NONE));
      case "trr" -> reversal(call, id);
      default -> Optional.empty();
    };
  }

  private static Optional<ObjectNode> charge(Call call, String id) {
    return call.account()
        .intents()
        .ofCharge(id)
        .flatMap(intent ->
            intent
                .latestCharge()
                .filter(charge -> charge.id().equals(id))
                .map(charge -> ChargeJson.of(intent, charge, call.statement(), Expansion.NONE)));
  }

  private static Optional<ObjectNode> reversal(Call call, String id) {
    return call.account()
        .transfers()
        .newestFirst()
        .flatMap(transfer -> reversal(call, transfer, id).stream())
        .findFirst();
  }

  private static Optional<ObjectNode> reversal(Call call, Transfer transfer, String id) {
    return transfer.reversals().stream()
        .filter(reversal -> reversal.id().equals(id))
        .map(reversal -> TransferJson.of(transfer, reversal, call.statement(), Expansion.NONE))
        .findFirst();
  }
}
