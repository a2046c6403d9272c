package souk.embedded.stripe.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import souk.embedded.stripe.account.Change.IntentRevised;
import souk.embedded.stripe.intent.Charge;
import souk.embedded.stripe.intent.PaymentIntent;

/** Every intent with every moment of its life; not thread-safe. */
public final class Intents {
  private final Map<String, List<IntentRevised>> revisions = new HashMap<>();
  private final List<String> order = new ArrayList<>();
  private final Map<String, String> byCharge = new HashMap<>();
  private final Map<String, Set<String>> aliveByChargeId = new HashMap<>();
  private final TreeMap<Instant, Set<String>> authorizedUntil = new TreeMap<>();

  void apply(IntentRevised change) {
    var intent = change.intent();
    find(intent.id()).ifPresent(this::forget);
    var history = revisions.computeIfAbsent(intent.id(), _ -> new ArrayList<>(3));
    if (history.isEmpty()) order.add(intent.id());
    history.add(change);
    remember(intent);
  }

  private void remember(PaymentIntent intent) {
    intent.charges().stream().map(Charge::id).forEach(id -> byCharge.put(id, intent.id()));
    intent.captureBefore().ifPresent(until -> add(authorizedUntil, until, intent));
    if (!intent.holdsMoney()) return;
    intent.terms().chargeId().ifPresent(id -> add(aliveByChargeId, id, intent));
  }

  private void forget(PaymentIntent intent) {
    intent.captureBefore().ifPresent(until -> remove(authorizedUntil, until, intent));
    intent.terms().chargeId().ifPresent(id -> remove(aliveByChargeId, id, intent));
  }

  private static <K> void add(Map<K, Set<String>> index, K key, PaymentIntent intent) {
    index.computeIfAbsent(key, _ -> new LinkedHashSet<>(2)).add(intent.id());
  }

  private static <K> void remove(Map<K, Set<String>> index, K key, PaymentIntent intent) {
    index.computeIfPresent(key, (_, ids) -> ids.remove(intent.id()) && ids.isEmpty() ? null : ids);
  }

  void clear() {
    revisions.clear();
    order.clear();
    byCharge.clear();
    aliveByChargeId.clear();
    authorizedUntil.clear();
  }

  /** The intent as it stands now. */
  public Optional<PaymentIntent> find(String id) {
    var history = history(id);
    return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast().intent());
  }

  /** The intent to which a charge belongs. */
  public Optional<PaymentIntent> ofCharge(String charge) {
    return Optional.ofNullable(byCharge.get(charge)).flatMap(this::find);
  }

  /** Every moment of an intent, the oldest first; empty when there is no such intent. */
  public List<IntentRevised> history(String id) {
    return Collections.unmodifiableList(revisions.getOrDefault(id, List.of()));
  }

  /** All intents as they stand now, the newest first. */
  public Stream<PaymentIntent> newestFirst() {
    return order.reversed().stream().map(id -> find(id).orElseThrow());
  }

  /** The histories of all intents, the oldest intent first. */
  public Stream<List<IntentRevised>> histories() {
    return order.stream().map(this::history);
  }

  /** The intents of one charge of the caller that hold or have taken money. */
  public Set<String> aliveFor(String chargeId) {
    return Collections.unmodifiableSet(aliveByChargeId.getOrDefault(chargeId, Set.of()));
  }

  /** The intents whose authorization has run out. */
  List<PaymentIntent> expired(Instant now) {
    return authorizedUntil.headMap(now, true).values().stream()
        .flatMap(Collection::stream)
        .map(id -> find(id).orElseThrow())
        .toList();
  }

  int size() {
    return order.size();
  }
}
