package souk.payments.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Whoever rotates a key may die at any use of one: reads go on, and somebody else ends it. */
class RotationCrashTest {
  private static final int NUMBERS = 6;

  private final Map<VaultToken, String> numbers = new HashMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean reading = new AtomicBoolean(true);

  @Test
  void aRotationIsEndedBySomebodyElseWhereverItDied() {
    var random = new Random(23);
    try (var dying = Safe.withKeyService();
        var other = dying.another();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < NUMBERS; i++) {
        var digits = Numbers.visa(random);
        numbers.put(dying.keep(digits), digits);
      }
      threads.submit(() -> readAll(other));
      var uses = 0;
      while (dies(dying, uses)) {
        end(dying, other, uses);
        uses++;
      }
      reading.set(false);
      // two to try the new key, one for the key of the fingerprints, two for each number
      assertThat(uses).isEqualTo(3 + 2 * NUMBERS);
      assertThat(failures).isEmpty();
    }
  }

  private void readAll(Safe safe) {
    while (reading.get()) {
      numbers.forEach((token, digits) -> {
        var read = safe.number(token);
        if (!read.equals(digits)) failures.add(read);
      });
    }
  }

  private static boolean dies(Safe safe, int uses) {
    safe.kms.killAfter(uses);
    try {
      safe.rotate(2 + uses);
      return false;
    } catch (FakeKms.Killed killed) {
      return true;
    }
  }

  /** What is not in force any more is destroyed at once, wherever the dead one left the numbers. */
  private void end(Safe dead, Safe other, int uses) {
    other.rewrapping.pass();
    var inForce =
        other.node.text(
            """
            SELECT string_agg(key_uri, ' ') FROM payments.vault_key
            WHERE purpose = 'WRAP' AND status <> 'RETIRED'\
            """);
    for (var uri = 1; uri <= 2 + uses; uri++) {
      if (inForce.equals(FakeKms.URI + uri)) continue;
      dead.kms.destroy(FakeKms.URI + uri);
      other.kms.destroy(FakeKms.URI + uri);
    }
    numbers.forEach((token, digits) -> assertThat(other.number(token)).isEqualTo(digits));
  }
}
