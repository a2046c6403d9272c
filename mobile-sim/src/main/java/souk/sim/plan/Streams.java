package souk.sim.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Random numbers that belong to one person and one purpose: what one phone draws, or when it draws,
 * shifts nobody else's numbers, and neither does another phone in the city.
 */
public record Streams(long seed) {

  /** The stream of a person for a purpose, from its beginning. */
  public RandomGenerator of(String person, String purpose) {
    return new SplittableRandom(start(seed + "/" + person + "/" + purpose));
  }

  private static long start(String name) {
    var digest = Sha256.digest().digest(name.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest).getLong();
  }
}
