package souk.embedded.stripe.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.api.Operation;

/**
 * A rule by which requests, or events on their way out, go wrong.
 *
 * @param operation which requests it hits; null hits all
 * @param probability from 0 to 1, drawn for each request from the twin's seed
 * @param times how many requests it hits at most; null is no limit
 * @param delay how late or how long, for the kinds that say so
 */
public record Fault(
    FaultKind kind,
    @Nullable Operation operation,
    double probability,
    @Nullable Integer times,
    Duration delay) {
  private static final Duration USUAL_DELAY = Duration.ofSeconds(5);

  /** {@code [operation/]kind[=probability][xtimes][@delay_ms]}. */
  private static final Pattern RULE =
      Pattern.compile("(?:([a-z_.]+)/)?([a-z_]+)(?:=([0-9.]+))?(?:x([0-9]+))?(?:@([0-9]+))?");

  public Fault {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability is between 0 and 1, not " + probability);
    }
    if (times != null && times < 1) {
      throw new IllegalArgumentException("a fault happens at least once, not " + times + " times");
    }
    if (delay.isNegative()) throw new IllegalArgumentException("a delay is not negative");
  }

  /** Hits every request, with a delay of five seconds where the kind has one. */
  public static Fault always(FaultKind kind) {
    return new Fault(kind, null, 1, null, USUAL_DELAY);
  }

  /** Hits the next request. */
  public static Fault once(FaultKind kind) {
    return always(kind).times(1);
  }

  /** The same, for one operation only. */
  public Fault on(Operation only) {
    return new Fault(kind, only, probability, times, delay);
  }

  /** The same, with that probability. */
  public Fault with(double newProbability) {
    return new Fault(kind, operation, newProbability, times, delay);
  }

  /** The same, for so many requests. */
  public Fault times(int count) {
    return new Fault(kind, operation, probability, count, delay);
  }

  /** The same, with that delay. */
  public Fault delayedBy(Duration newDelay) {
    return new Fault(kind, operation, probability, times, newDelay);
  }

  boolean concerns(Operation asked) {
    return operation == null || operation == asked;
  }

  /** The rule as {@link #parse} reads it. */
  public String rule() {
    var words = new StringBuilder();
    if (operation != null) words.append(operation.wireName()).append('/');
    words.append(kind.wireName()).append('=').append(probability);
    if (times != null) words.append('x').append(times);
    return words.append('@').append(delay.toMillis()).toString();
  }

  /**
   * Reads rules such as {@code lose_answer=0.05,payment_intents.capture/slow=0.1x3@2000}.
   *
   * @throws IllegalArgumentException naming the rule that is not one
   */
  public static List<Fault> parse(String rules) {
    return Arrays.stream(rules.split(","))
        .map(String::strip)
        .filter(rule -> !rule.isEmpty())
        .map(Fault::parseOne)
        .toList();
  }

  private static Fault parseOne(String rule) {
    var match = RULE.matcher(rule);
    if (!match.matches()) throw new IllegalArgumentException("not a fault: " + rule);
    var kind =
        FaultKind.named(match.group(2))
            .orElseThrow(() -> new IllegalArgumentException("no such fault: " + rule));
    var named = Optional.ofNullable(match.group(1));
    var operation =
        named.map(name ->
            Operation.named(name)
                .orElseThrow(() -> new IllegalArgumentException("no such operation: " + rule)));
    return new Fault(
        kind,
        operation.orElse(null),
        Optional.ofNullable(match.group(3)).map(Double::parseDouble).orElse(1.0),
        Optional.ofNullable(match.group(4)).map(Integer::valueOf).orElse(null),
        Optional.ofNullable(match.group(5))
            .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
            .orElse(USUAL_DELAY));
  }
}
