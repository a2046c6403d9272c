package souk.embedded.stripe.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.account.Change.CustomerCreated;
import souk.embedded.stripe.account.Change.EventHappened;
import souk.embedded.stripe.account.Change.IntentRevised;
import souk.embedded.stripe.account.Change.MethodAttached;
import souk.embedded.stripe.account.Change.RefundMade;
import souk.embedded.stripe.account.Change.RequestAnswered;
import souk.embedded.stripe.account.Change.ViolationSeen;
import souk.embedded.stripe.card.PaymentMethod;
import souk.embedded.stripe.intent.IntentEvents;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.intent.Refund;
import souk.embedded.stripe.intent.StripeId;

/** Collects what one request changes, so that all of it is journalled and applied, or nothing. */
public final class Effects {
  private final Account account;
  private final Instant now;
  private final String operation;
  private final String requestId;
  private final @Nullable String key;
  private final boolean awaited;
  private final Watch watch;
  private final List<Change> changes = new ArrayList<>();
  private final Map<String, List<PaymentIntent>> revised = new HashMap<>();

  Effects(
      Account account,
      Instant now,
      String operation,
      String requestId,
      @Nullable String key,
      boolean awaited) {
    this.account = account;
    this.now = now;
    this.operation = operation;
    this.requestId = requestId;
    this.key = key;
    this.awaited = awaited;
    this.watch = new Watch(account.intents(), now);
  }

  /** An intent was created or has moved. */
  public void revise(PaymentIntent after) {
    var earlier = revised.computeIfAbsent(after.id(), _ -> new ArrayList<>(2));
    var before =
        earlier.isEmpty() ? account.intents().find(after.id()).orElse(null) : earlier.getLast();
    var revision = account.intents().history(after.id()).size() + earlier.size();
    changes.add(new IntentRevised(now, operation, key, after));
    watch.moved(before, after).forEach(violation -> changes.add(new ViolationSeen(violation)));
    IntentEvents.between(before, after).forEach(type -> tell(type, after.id(), revision, null));
    earlier.add(after);
  }

  /** A capture of that amount was refused. */
  public void refuseCapture(PaymentIntent intent, long amount) {
    watch.refusedCapture(intent, amount).forEach(seen -> changes.add(new ViolationSeen(seen)));
  }

  /** Money went back; the intent says so itself in a revision of its own, made before this. */
  public void refund(Refund refund) {
    changes.add(new RefundMade(refund));
    var revision = account.intents().history(refund.intent()).size();
    tell("refund.created", refund.intent(), revision, refund.id());
  }

  /** A card became a customer's. */
  public void attach(PaymentMethod method) {
    changes.add(new MethodAttached(method));
  }

  /** A customer was created. */
  public void create(Customer customer) {
    changes.add(new CustomerCreated(customer));
  }

  /** The request was answered under its key. */
  public void answer(String usedKey, StoredAnswer answer) {
    changes.add(new RequestAnswered(usedKey, answer));
  }

  private void tell(String type, String intent, int revision, @Nullable String refund) {
    var id = StripeId.fresh("evt_3");
    var event = new Event(id, type, now, intent, revision, refund, requestId, key);
    changes.add(new EventHappened(event, awaited));
  }

  /** Everything that changed, in order. */
  public List<Change> changes() {
    return List.copyOf(changes);
  }

  /** The events among the changes. */
  public List<Event> events() {
    return changes.stream()
        .filter(EventHappened.class::isInstance)
        .map(change -> ((EventHappened) change).event())
        .toList();
  }
}
