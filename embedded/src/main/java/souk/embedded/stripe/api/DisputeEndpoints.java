package souk.embedded.stripe.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import souk.embedded.stripe.money.Dispute;
import souk.embedded.stripe.money.DisputeStatus;
import souk.embedded.stripe.shape.DisputeJson;

/** What a merchant can do about a dispute. */
final class DisputeEndpoints {
  private static final String EVIDENCE = "evidence[";

  private DisputeEndpoints() {}

  static Reply retrieve(Call call) {
    call.params().allowOnly(Set.of("expand"));
    return answer(call, existing(call));
  }

  private static Dispute existing(Call call) {
    return call.account()
        .disputes()
        .find(call.id())
        .orElseThrow(() -> ApiRefusal.notFound("dispute", call.id(), "id"));
  }

  /** Evidence is handed in at once unless {@code submit=false} keeps it; that is done once. */
  static Reply update(Call call) {
    var params = call.params();
    params.allowOnly(Set.of("evidence", "expand", "metadata", "submit"));
    var evidence = evidence(params);
    var dispute = existing(call);
    var submits = params.text("submit").isEmpty() ? !evidence.isEmpty() : params.flag("submit");
    if ((submits || !evidence.isEmpty()) && !dispute.status().awaitsEvidence()) {
      return Reply.refused(
          null,
          "This dispute can no longer be answered: it is already closed or" + " under review.",
          null);
    }
    var told = dispute.told(evidence, params.metadata());
    var next = submits ? told.submitted(call.now().plus(call.pace().review())) : told;
    call.effects().revise(next, "charge.dispute.updated");
    return answer(call, next);
  }

  private static Map<String, String> evidence(FormParams params) {
    var evidence = new HashMap<String, String>();
    for (var param : params.all()) {
      if (!param.name().startsWith(EVIDENCE)) continue;
      var name = param.name().substring(EVIDENCE.length(), param.name().length() - 1);
      if (!DisputeJson.knows(name)) throw ApiRefusal.unknownParameter("evidence[" + name + "]");
      evidence.put(name, param.value());
    }
    return evidence;
  }

  static Reply close(Call call) {
    call.params().allowOnly(Set.of("expand"));
    var dispute = existing(call);
    if (!dispute.status().awaitsEvidence()) {
      return Reply.refused(null, "This dispute is already closed or under review.", null);
    }
    var end = dispute.status().inquires() ? DisputeStatus.WARNING_CLOSED : DisputeStatus.LOST;
    DisputeMoves.end(call.effects(), dispute, end, call.pace());
    return answer(call, dispute.to(end, null));
  }

  private static Reply answer(Call call, Dispute dispute) {
    return Reply.ok(DisputeJson.of(dispute, call.statement()));
  }
}
