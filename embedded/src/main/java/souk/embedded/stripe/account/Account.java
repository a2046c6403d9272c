package souk.embedded.stripe.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import souk.embedded.stripe.account.Change.BalanceMoved;
import souk.embedded.stripe.account.Change.CustomerCreated;
import souk.embedded.stripe.account.Change.DisputeCame;
import souk.embedded.stripe.account.Change.DisputePlanned;
import souk.embedded.stripe.account.Change.EventDelivered;
import souk.embedded.stripe.account.Change.EventHappened;
import souk.embedded.stripe.account.Change.IntentRevised;
import souk.embedded.stripe.account.Change.MethodAttached;
import souk.embedded.stripe.account.Change.MethodDetached;
import souk.embedded.stripe.account.Change.MethodMade;
import souk.embedded.stripe.account.Change.MethodSpent;
import souk.embedded.stripe.account.Change.RecordKept;
import souk.embedded.stripe.account.Change.RequestAnswered;
import souk.embedded.stripe.account.Change.ViolationSeen;
import souk.embedded.stripe.card.PaymentMethod;
import souk.embedded.stripe.intent.PaymentIntent;
import souk.embedded.stripe.money.ConnectedAccount;
import souk.embedded.stripe.money.Dispute;
import souk.embedded.stripe.money.Payout;
import souk.embedded.stripe.money.Recorded;
import souk.embedded.stripe.money.Refund;
import souk.embedded.stripe.money.Transfer;

/** All that the twin remembers, in memory; not thread-safe: the API's lock guards it. */
public final class Account {
  /** A broken caller may break a rule a million times; the first ones tell the story. */
  private static final int VIOLATIONS_MAX = 10_000;

  private final Intents intents = new Intents();
  private final Events events = new Events();
  private final IdempotencyStore answers = new IdempotencyStore();
  private final Balances balances = new Balances();
  private final Shelf<ConnectedAccount> accounts = new Shelf<>();
  private final Shelf<Transfer> transfers = new Shelf<>();
  private final Shelf<Dispute> disputes = new Shelf<>();
  private final DisputePlans disputePlans = new DisputePlans();
  private final Shelf<Payout> payouts = new Shelf<>();
  private final Shelf<Refund> refunds = new Shelf<>();
  private final LinkedHashMap<String, PaymentMethod> methods = new LinkedHashMap<>();
  private final Map<String, Customer> customers = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  /** Changes the account, alive or from the journal. */
  public void apply(Change change) {
    switch (change) {
      case IntentRevised revised -> intents.apply(revised);
      case RecordKept(var object) -> keep(object);
      case DisputePlanned(var charge, var at) -> disputePlans.plan(charge, at);
      case DisputeCame(var charge) -> disputePlans.done(charge);
      case BalanceMoved(var transaction) -> balances.post(transaction);
      case MethodAttached(var method) -> methods.put(method.id(), method);
      case MethodMade(var method) -> methods.put(method.id(), method);
      case MethodDetached(var method) -> spend(method);
      case MethodSpent(var method) -> spend(method);
      case CustomerCreated(var customer) -> customers.put(customer.id(), customer);
      case EventHappened(var event, var awaited) -> events.happened(event, awaited);
      case EventDelivered(var event, var listener, var everywhere) ->
          events.delivered(event, listener, everywhere);
      case RequestAnswered(var key, var answer) -> answers.answered(key, answer);
      case ViolationSeen(var violation) -> remember(violation);
    }
  }

  private void spend(String method) {
    methods.computeIfPresent(method, (_, used) -> used.spend());
  }

  private void keep(Recorded object) {
    switch (object) {
      case ConnectedAccount account -> accounts.put(account);
      case Dispute dispute -> disputes.put(dispute);
      case Payout payout -> payouts.put(payout);
      case Refund refund -> refunds.put(refund);
      case Transfer transfer -> transfers.put(transfer);
    }
  }

  private void remember(Violation violation) {
    if (violations.size() < VIOLATIONS_MAX) violations.add(violation);
  }

  /** Forgets everything. */
  public void clear() {
    intents.clear();
    events.clear();
    answers.clear();
    balances.clear();
    accounts.clear();
    transfers.clear();
    payouts.clear();
    disputes.clear();
    disputePlans.clear();
    refunds.clear();
    methods.clear();
    customers.clear();
    violations.clear();
  }

  /** The intents. */
  public Intents intents() {
    return intents;
  }

  /** The events. */
  public Events events() {
    return events;
  }

  /** The keys and their answers. */
  public IdempotencyStore answers() {
    return answers;
  }

  /** What everybody has. */
  public Balances balances() {
    return balances;
  }

  /** The payees' accounts. */
  public Shelf<ConnectedAccount> accounts() {
    return accounts;
  }

  /** The transfers. */
  public Shelf<Transfer> transfers() {
    return transfers;
  }

  /** The payouts of all accounts. */
  public Shelf<Payout> payouts() {
    return payouts;
  }

  /** The disputes. */
  public Shelf<Dispute> disputes() {
    return disputes;
  }

  /** Those that are to come. */
  public DisputePlans disputePlans() {
    return disputePlans;
  }

  /** The refunds. */
  public Shelf<Refund> refunds() {
    return refunds;
  }

  /** The payment method of that id: one that was made, or one of the well-known names. */
  public Optional<PaymentMethod> method(String id) {
    return Optional.ofNullable(methods.get(id)).or(() -> PaymentMethod.wellKnown(id));
  }

  /** A customer's payment methods, the newest first. */
  public Stream<PaymentMethod> methodsOf(String customer) {
    return methods.sequencedValues().reversed().stream()
        .filter(method -> customer.equals(method.customer()));
  }

  /** The customer of that id. */
  public Optional<Customer> customer(String id) {
    return Optional.ofNullable(customers.get(id));
  }

  /** The customers who carry that. */
  public Stream<Customer> customers(String key, String value) {
    return customers.values().stream()
        .filter(customer -> value.equals(customer.metadata().get(key)));
  }

  /** What correct callers never do, in the order in which it was seen. */
  public List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** How many intents there are. */
  public int intentCount() {
    return intents.size();
  }

  /** The intents whose authorization has run out but that do not know it yet. */
  public List<PaymentIntent> expiredAuthorizations(Instant now) {
    return intents.expired(now);
  }

  /** The story of every intent, the oldest intent first. */
  public Stream<IntentHistory> histories() {
    return intents.histories().map(IntentHistory::of);
  }
}
