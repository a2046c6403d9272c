package souk.embedded.stripe.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.intent.ChargeState.Authorized;
import souk.embedded.stripe.intent.ChargeState.Captured;
import souk.embedded.stripe.intent.ChargeState.Failed;
import souk.embedded.stripe.intent.ChargeState.Released;
import souk.embedded.stripe.intent.IntentState.Canceled;
import souk.embedded.stripe.intent.IntentState.RequiresAction;
import souk.embedded.stripe.intent.IntentState.RequiresCapture;
import souk.embedded.stripe.intent.IntentState.RequiresConfirmation;
import souk.embedded.stripe.intent.IntentState.RequiresPaymentMethod;
import souk.embedded.stripe.intent.IntentState.Succeeded;

/** Which events Stripe sends when an intent moves from one moment to the next. */
public final class IntentEvents {
  private IntentEvents() {}

  /** The types of the events, the charge's before the intent's. */
  public static List<String> between(@Nullable PaymentIntent before, PaymentIntent after) {
    if (before == null) return List.of("payment_intent.created");
    var types = new ArrayList<String>();
    after.latestCharge().ifPresent(charge -> types.addAll(ofCharge(before, charge)));
    var moved = before.amountCapturable() != after.amountCapturable();
    if (moved || !before.state().equals(after.state())) {
      ofState(after.state()).ifPresent(types::add);
    }
    return types;
  }

  private static List<String> ofCharge(PaymentIntent before, Charge after) {
    var earlier = before.charges().stream().filter(c -> c.id().equals(after.id())).findAny();
    if (earlier.isEmpty()) {
      return List.of(after.state() instanceof Failed ? "charge.failed" : "charge.succeeded");
    }
    if (earlier.get().equals(after)) return List.of();
    return switch (after.state()) {
      case Captured _ when earlier.get().state() instanceof Authorized ->
          List.of("charge.captured");
      case Captured _ -> List.of("charge.refunded");
      case Released(var expired) -> List.of(expired ? "charge.expired" : "charge.refunded");
      case Authorized(_, var taken) ->
          List.of(taken > earlier.get().amountCaptured() ? "charge.captured" : "charge.updated");
      case Failed _ -> List.of();
    };
  }

  private static Optional<String> ofState(IntentState state) {
    return switch (state) {
      case RequiresPaymentMethod(var error) ->
          error == null ? Optional.empty() : Optional.of("payment_intent.payment_failed");
      case RequiresConfirmation _ -> Optional.empty();
      case RequiresAction _ -> Optional.of("payment_intent.requires_action");
      case RequiresCapture _ -> Optional.of("payment_intent.amount_capturable_updated");
      case Succeeded _ -> Optional.of("payment_intent.succeeded");
      case Canceled _ -> Optional.of("payment_intent.canceled");
    };
  }
}
