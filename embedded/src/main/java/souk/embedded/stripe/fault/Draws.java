package souk.embedded.stripe.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Chance that depends on the seed and on what is drawn for, never on when: the n-th attempt of one
 * request meets the same fate in every run, whatever else happens at the time.
 */
final class Draws {
  /** Attempts are counted for so many requests; older ones start again at the first. */
  private static final int COUNTED_MAX = 100_000;

  private final long seed;
  private final Map<String, Integer> attempts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > COUNTED_MAX;
        }
      };

  Draws(long seed) {
    this.seed = seed;
  }

  /** Names this attempt of whatever {@code subject} is, differently from its earlier attempts. */
  synchronized String attempt(String subject) {
    return subject + "#" + attempts.merge(subject, 1, Integer::sum);
  }

  /** The chance of one attempt in one respect. */
  RandomGenerator chance(String attempt, String respect) {
    long hash = 0xcbf29ce484222325L ^ seed;
    for (var c : (respect + "|" + attempt).toCharArray()) hash = (hash ^ c) * 0x100000001b3L;
    return new SplittableRandom(hash);
  }
}
