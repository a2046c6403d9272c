package souk.embedded.stripe.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.account.Violation.Rule;
import souk.embedded.stripe.intent.IntentState.Canceled;
import souk.embedded.stripe.intent.IntentState.RequiresCapture;
import souk.embedded.stripe.intent.IntentState.Succeeded;
import souk.embedded.stripe.intent.PaymentIntent;

/** Sees what must never happen; it trusts neither the caller nor the intent's own rules. */
final class Watch {
  private final Intents intents;
  private final Instant now;

  Watch(Intents intents, Instant now) {
    this.intents = intents;
    this.now = now;
  }

  /** What is wrong with a move that was made. */
  List<Violation> moved(@Nullable PaymentIntent before, PaymentIntent after) {
    var seen = new ArrayList<Violation>();
    if (before != null && after.amountReceived() > before.amountReceived()) {
      seen.addAll(captured(before, after.amountReceived(), false));
    }
    if (after.holdsMoney() && (before == null || !before.holdsMoney()))
      seen.addAll(duplicates(after));
    return seen;
  }

  /** What is wrong with a capture that was asked for and refused. */
  List<Violation> refusedCapture(PaymentIntent intent, long amount) {
    return captured(intent, amount, true);
  }

  private List<Violation> captured(PaymentIntent before, long amount, boolean refused) {
    var seen = new ArrayList<Violation>();
    // what is asked of an authorization that ran out after a first part is refused, and no more
    var isExcused = refused && before.state() instanceof Succeeded(_, var ranOut) && ranOut;
    if (before.state() instanceof Succeeded && before.amountReceived() > 0 && !isExcused) {
      var detail = "captured again, after " + before.amountReceived();
      seen.add(violation(Rule.SECOND_CAPTURE, before, detail, refused));
    }
    // an authorization that ran out by itself is not the caller's doing
    if (before.state() instanceof Canceled(_, var reason, _) && !"automatic".equals(reason)) {
      seen.add(violation(Rule.CAPTURE_AFTER_CANCEL, before, "captured after cancel", refused));
    }
    if (before.state() instanceof RequiresCapture && amount > before.terms().amount()) {
      var detail = "captured %d of %d".formatted(amount, before.terms().amount());
      seen.add(violation(Rule.CAPTURED_MORE_THAN_AUTHORIZED, before, detail, refused));
    }
    return seen;
  }

  private List<Violation> duplicates(PaymentIntent intent) {
    return intent.terms().chargeId().stream()
        .flatMap(chargeId -> intents.aliveFor(chargeId).stream())
        .filter(other -> !other.equals(intent.id()))
        .map(other -> "holds or took money together with " + other)
        .map(detail -> violation(Rule.DUPLICATE_CHARGE, intent, detail, false))
        .toList();
  }

  private Violation violation(Rule rule, PaymentIntent intent, String detail, boolean refused) {
    return new Violation(rule, intent.id(), detail, refused, now);
  }
}
