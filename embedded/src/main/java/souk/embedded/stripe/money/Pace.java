package souk.embedded.stripe.money;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long what takes Stripe days takes the twin.
 *
 * @param available until captured money can be transferred or paid out
 * @param payout for each step of a payout: pending, in transit, paid, and back if it comes back
 * @param refund until a pending refund succeeds, or one that is to fail does
 * @param dispute from the capture until the cardholder disputes it
 * @param evidence until evidence must be there
 * @param review of evidence
 */
public record Pace(
    Duration available,
    Duration payout,
    Duration refund,
    Duration dispute,
    Duration evidence,
    Duration review) {
  private static final Set<String> NAMES =
      Set.of("available", "payout", "refund", "dispute", "evidence", "review");

  private static final Duration SOON = Duration.ofSeconds(1);

  /** Everything within seconds, but evidence may take its week. */
  public static final Pace BRISK = new Pace(SOON, SOON, SOON, SOON, Duration.ofDays(7), SOON);

  public Pace {
    for (var time : new Duration[] {available, payout, refund, dispute, evidence, review}) {
      if (time.isNegative()) throw new IllegalArgumentException("a pace is not negative");
    }
  }

  /** The same, with captured money available after that time. */
  public Pace available(Duration after) {
    return new Pace(after, payout, refund, dispute, evidence, review);
  }

  /** The same, with a payout's steps that long. */
  public Pace payout(Duration step) {
    return new Pace(available, step, refund, dispute, evidence, review);
  }

  /**
   * The same with what {@code words} change, such as {@code payout=200,evidence=60000}, in
   * milliseconds.
   *
   * @throws IllegalArgumentException naming what is not understood
   */
  public Pace with(String words) {
    var changed =
        Arrays.stream(words.split(","))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .map(Pace::pair)
            .collect(Collectors.toMap(pair -> pair[0], pair -> millis(pair[1])));
    return with(changed);
  }

  private static String[] pair(String word) {
    var pair = word.split("=", 2);
    if (pair.length == 2) return pair;
    throw new IllegalArgumentException("not a pace: " + word);
  }

  private static Duration millis(String number) {
    try {
      return Duration.ofMillis(Long.parseLong(number));
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("not milliseconds: " + number, notANumber);
    }
  }

  private Pace with(Map<String, Duration> changed) {
    for (var name : changed.keySet()) {
      if (!NAMES.contains(name)) throw new IllegalArgumentException("nothing is paced by " + name);
    }
    return new Pace(
        changed.getOrDefault("available", available),
        changed.getOrDefault("payout", payout),
        changed.getOrDefault("refund", refund),
        changed.getOrDefault("dispute", dispute),
        changed.getOrDefault("evidence", evidence),
        changed.getOrDefault("review", review));
  }

  /** As {@link #with(String)} reads it. */
  public String words() {
    return "available=%d,payout=%d,refund=%d,dispute=%d,evidence=%d,review=%d"
        .formatted(
            available.toMillis(),
            payout.toMillis(),
            refund.toMillis(),
            dispute.toMillis(),
            evidence.toMillis(),
            review.toMillis());
  }
}
