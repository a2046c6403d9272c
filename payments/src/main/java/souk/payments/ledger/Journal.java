package souk.payments.ledger;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import souk.payments.order.OrderRef;

/**
 * One posting: what happened to money, once. It balances in each currency.
 *
 * @param key what happened, in words that are the same however often and by whomever it is told
 *     ({@code charge 018f… money captured}); a second journal of the same key is the first one
 * @param facts what the amounts were computed from, such as a rate with its source and time
 * @param reverses the key of the journal that this one takes back, whole
 */
public record Journal(
    String key,
    Template template,
    @Nullable OrderRef order,
    List<Leg> legs,
    SortedMap<String, String> facts,
    @Nullable String reverses) {
  /** The fact that names what moved a balance at the provider, by the provider's id. */
  public static final String PROVIDER_ID = "provider_id";

  public Journal {
    legs = List.copyOf(legs);
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    if (legs.size() < 2) throw new IllegalArgumentException(key + " has less than two legs");
    var open = new TreeMap<>(byCurrency(legs));
    open.values().removeIf(sum -> sum == 0);
    if (!open.isEmpty()) throw new IllegalArgumentException(key + " does not balance: " + open);
    var accounts = legs.stream().flatMap(leg -> leg.accounts().stream()).toList();
    if (accounts.stream().distinct().count() < accounts.size()) {
      throw new IllegalArgumentException(key + " has an account twice");
    }
  }

  /** One without facts. */
  public static Journal of(String key, Template template, OrderRef order, List<Leg> legs) {
    return new Journal(key, template, order, legs, new TreeMap<>(), null);
  }

  /** The same with one fact more. */
  public Journal with(String name, Object value) {
    var more = new TreeMap<>(facts);
    more.put(name, value.toString());
    return new Journal(key, template, order, legs, more, reverses);
  }

  /** The same, of what the provider knows by that id: by it the two sides are compared. */
  public Journal knownAs(String providerId) {
    return with(PROVIDER_ID, providerId);
  }

  /** Takes this journal back, whole: the only way to correct one. */
  public Journal reversal(String why) {
    var back = legs.stream().map(Leg::reversed).toList();
    var facts = new TreeMap<>(Map.of("why", why));
    return new Journal(key + " reversed", Template.REVERSAL, order, back, facts, key);
  }

  /** What it says, for comparing it with another of the same key. */
  String content() {
    var lines = legs.stream().map(Leg::content).sorted();
    var said = new TreeMap<>(facts);
    // under which id the provider knows it does not change what happened
    said.remove(PROVIDER_ID);
    return template + "\n" + order + "\n" + String.join("\n", lines.toList()) + "\n" + said;
  }

  private static Map<String, Long> byCurrency(List<Leg> legs) {
    return legs.stream()
        .collect(
            groupingBy(
                leg -> leg.amount().currency().getCurrencyCode(), summingLong(Leg::signedMinor)));
  }
}
