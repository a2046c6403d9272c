package souk.embedded.stripe.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.account.Change.BalanceMoved;
import souk.embedded.stripe.account.Change.CustomerCreated;
import souk.embedded.stripe.account.Change.DisputeCame;
import souk.embedded.stripe.account.Change.DisputePlanned;
import souk.embedded.stripe.account.Change.EventHappened;
import souk.embedded.stripe.account.Change.IntentRevised;
import souk.embedded.stripe.account.Change.MethodAttached;
import souk.embedded.stripe.account.Change.MethodDetached;
import souk.embedded.stripe.account.Change.MethodMade;
import souk.embedded.stripe.account.Change.MethodSpent;
import souk.embedded.stripe.account.Change.RecordKept;
import souk.embedded.stripe.account.Change.RequestAnswered;
import souk.embedded.stripe.account.Change.ViolationSeen;
import souk.embedded.stripe.account.Event.Subject;
import souk.embedded.stripe.account.Event.Subject.Moment;
import souk.embedded.stripe.account.Event.Subject.Snapshot;
import souk.embedded.stripe.account.Violation.Rule;
import souk.embedded.stripe.card.PaymentMethod;
import souk.embedded.stripe.intent.IntentEvents;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.intent.StripeId;
import souk.embedded.stripe.money.BalanceTransaction;
import souk.embedded.stripe.money.Pace;
import souk.embedded.stripe.money.Recorded;
import souk.embedded.stripe.money.SettlementRates;

/** Collects what one request changes, so that all of it is journalled and applied, or nothing. */
public final class Effects {
  private final Account account;
  private final Instant now;
  private final String operation;
  private final String requestId;
  private final @Nullable String key;
  private final boolean awaited;
  private final Pace pace;
  private final SettlementRates rates;
  private final Watch watch;
  private final ClaimWatch claims;
  private final List<Change> changes = new ArrayList<>();
  private final Map<String, List<PaymentIntent>> revised = new HashMap<>();

  Effects(
      Account account,
      Instant now,
      String operation,
      String requestId,
      @Nullable String key,
      boolean awaited,
      Pace pace,
      SettlementRates rates) {
    this.account = account;
    this.now = now;
    this.operation = operation;
    this.requestId = requestId;
    this.key = key;
    this.awaited = awaited;
    this.pace = pace;
    this.rates = rates;
    this.watch = new Watch(account.intents(), now);
    this.claims = new ClaimWatch(account, now);
  }

  /** An intent was created or has moved. */
  public void revise(PaymentIntent after) {
    var earlier = revised.computeIfAbsent(after.id(), _ -> new ArrayList<>(2));
    var before =
        earlier.isEmpty() ? account.intents().find(after.id()).orElse(null) : earlier.getLast();
    var revision = account.intents().history(after.id()).size() + earlier.size();
    changes.add(new IntentRevised(now, operation, key, after));
    watch.moved(before, after).forEach(violation -> changes.add(new ViolationSeen(violation)));
    Captures.between(before, after, pace, now, rates).ifPresent(moved -> taken(after, moved));
    var moment = new Moment(after.id(), revision);
    IntentEvents.between(before, after).forEach(type -> tell(type, moment, Recorded.PLATFORM));
    earlier.add(after);
  }

  private void taken(PaymentIntent intent, BalanceTransaction moved) {
    move(moved);
    if (Captures.willBeDisputed(intent)) {
      changes.add(new DisputePlanned(moved.source(), now.plus(pace.dispute())));
    }
  }

  /** The time of a planned dispute has come. */
  public void disputeCame(String charge) {
    changes.add(new DisputeCame(charge));
  }

  /** An intent is put right, which is nobody's news: what put it right is. */
  public void amend(PaymentIntent after) {
    changes.add(new IntentRevised(now, operation, key, after));
  }

  /** A capture of that amount was refused. */
  public void refuseCapture(PaymentIntent intent, long amount) {
    watch.refusedCapture(intent, amount).forEach(seen -> changes.add(new ViolationSeen(seen)));
  }

  /** More was asked back than there is. */
  public void refuseRefund(PaymentIntent intent, String detail) {
    var rule = Rule.REFUNDED_MORE_THAN_CAPTURED;
    changes.add(new ViolationSeen(new Violation(rule, intent.id(), detail, true, now)));
  }

  /** An object is new. */
  public void make(Recorded object, String... eventTypes) {
    claims.made(object).forEach(seen -> changes.add(new ViolationSeen(seen)));
    revise(object, eventTypes);
  }

  /** An object has moved. */
  public void revise(Recorded object, String... eventTypes) {
    changes.add(new RecordKept(object));
    for (var type : eventTypes) tell(type, new Snapshot(object), object.owner());
  }

  /** A movement of the platform's balance as it is settled. */
  public BalanceTransaction settled(BalanceTransaction transaction) {
    return rates.settled(transaction);
  }

  /** A balance moved. */
  public void move(BalanceTransaction transaction) {
    changes.add(new BalanceMoved(transaction));
  }

  /** The movement of that id, be it of this request. */
  public Optional<BalanceTransaction> transaction(String id) {
    return changes.stream()
        .filter(BalanceMoved.class::isInstance)
        .map(change -> ((BalanceMoved) change).transaction())
        .filter(moved -> moved.id().equals(id))
        .findAny()
        .or(() -> account.balances().find(id));
  }

  /** A card is new. */
  public void make(PaymentMethod method) {
    changes.add(new MethodMade(method));
  }

  /** A card was used without being a customer's. */
  public void spend(PaymentMethod method) {
    changes.add(new MethodSpent(method.id()));
  }

  /** A card became a customer's. */
  public void attach(PaymentMethod method) {
    changes.add(new MethodAttached(method));
  }

  /** A card is nobody's any more. */
  public void detach(PaymentMethod method) {
    changes.add(new MethodDetached(method.id()));
  }

  /** A customer was created. */
  public void create(Customer customer) {
    changes.add(new CustomerCreated(customer));
  }

  /** The request was answered under its key. */
  public void answer(String usedKey, StoredAnswer answer) {
    changes.add(new RequestAnswered(usedKey, answer));
  }

  private void tell(String type, Subject subject, String owner) {
    var id = StripeId.fresh("evt_3");
    var event = new Event(id, type, now, subject, owner, requestId, key);
    changes.add(new EventHappened(event, awaited));
  }

  /** When it all happens. */
  public Instant now() {
    return now;
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
