package souk.payments.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import souk.platform.problem.Problem;

/** A new key comes into force while numbers are kept and read, and the old one goes. */
class RotationTest {
  private static final int ROTATIONS = 3;
  private static final int READERS = 4;
  private static final int NUMBERS = 40;

  private final Random random = new Random(11);

  /** What readers saw while keys were rotated. */
  private record Load(int reads, Queue<String> failures) {}

  @Test
  void noReadFailsWhileKeysAreRotatedAndTheOldOnesDestroyed() throws Exception {
    try (var safe = Safe.withKeyService()) {
      var load =
          underLoad(
              safe,
              version -> {
                safe.rotate(version);
                // a writer may have entered a number behind the old key at the last moment
                while (!safe.retired().contains("WRAP " + (version - 1))) safe.rewrapping.pass();
                safe.kms.destroy(FakeKms.URI + (version - 1));
              });
      assertThat(load.failures()).isEmpty();
      assertThat(load.reads()).isGreaterThan(NUMBERS);
      assertThat(safe.node.text("SELECT min(wrapped_by) FROM payments.vault_number"))
          .isEqualTo(Integer.toString(ROTATIONS + 1));
    }
  }

  /** The control: the same load finds failed reads when the old key goes before its numbers do. */
  @Test
  void readsFailWhenTheOldKeyGoesFirst() throws Exception {
    try (var safe = Safe.withKeyService()) {
      var load =
          underLoad(
              safe,
              version -> {
                safe.kms.destroy(FakeKms.URI + (version - 1));
                try {
                  safe.rotate(version);
                } catch (RuntimeException lost) {
                  // what it wrapped is lost
                }
              });
      assertThat(load.failures()).contains("key away");
    }
  }

  private Load underLoad(Safe safe, IntConsumer rotate) throws Exception {
    var numbers = new ConcurrentHashMap<VaultToken, String>();
    for (var i = 0; i < NUMBERS; i++) enter(safe, numbers, Numbers.visa(random));
    var going = new AtomicBoolean(true);
    var reads = new AtomicInteger();
    var failures = new ConcurrentLinkedQueue<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var reader = 0; reader < READERS; reader++) {
        threads.submit(() -> {
          while (going.get())
            numbers.forEach((token, digits) -> {
              reads.incrementAndGet();
              var read = safe.number(token);
              if (!read.equals(digits)) failures.add(read);
            });
        });
      }
      threads.submit(() -> {
        var own = new Random(13);
        while (going.get()) {
          try {
            enter(safe, numbers, Numbers.visa(own));
          } catch (Problem notNow) {
            failures.add("not kept");
          }
        }
      });
      for (var version = 2; version <= ROTATIONS + 1; version++) rotate.accept(version);
      going.set(false);
    }
    return new Load(reads.get(), failures);
  }

  private static void enter(Safe safe, Map<VaultToken, String> numbers, String digits) {
    numbers.put(safe.keep(digits), digits);
  }

  @Test
  void aRowReadBeforeItsKeyWentIsReadAgain() {
    try (var safe = Safe.withKeyService()) {
      var token = safe.keep(Numbers.visa(random));
      var rows = safe.node.bean(NumberRows.class);
      var stale = rows.find(token.value()).orElseThrow();
      var old = safe.node.bean(VaultKeys.class).wrapping();
      safe.rotate(2);
      safe.kms.destroy(FakeKms.URI + 1);
      // the control: the row as it was opens nothing any more
      assertThatThrownBy(() -> safe.node.bean(Envelope.class).open(stale, old))
          .isInstanceOf(KeyServices.KeyAway.class);
      assertThat(safe.number(token)).doesNotContain("away");
    }
  }

  /** By a slow worker, who read that key as the one in force before another rotation. */
  @Test
  void nothingIsWrappedBehindAKeyThatIsRetired() {
    try (var safe = Safe.withKeyService()) {
      var token = safe.keep(Numbers.visa(random));
      safe.rotate(2);
      var rows = safe.node.bean(NumberRows.class);
      var row = rows.find(token.value()).orElseThrow();
      var wrapped = Objects.requireNonNull(row.wrappedKey());
      assertThat(rows.rewrap(token.value(), wrapped, 1, 2)).isZero();
      // the control: behind a key that lives it is
      assertThat(rows.rewrap(token.value(), wrapped, 2, 2)).isEqualTo(1);
    }
  }

  @Test
  void aRotationThatDiesHalfWayIsEndedBySomebodyElse() {
    try (var safe = Safe.withKeyService()) {
      var numbers = new ArrayList<VaultToken>();
      for (var i = 0; i < NUMBERS; i++) numbers.add(safe.keep(Numbers.visa(random)));
      // two for the probe, two for each number: it ends among them
      safe.kms.patience.set(25);
      var rotation = safe.rotate(2);
      assertThat(rotation.moved()).isBetween(1, NUMBERS - 1);
      assertThat(rotation.left()).isPositive();
      assertThat(safe.retired()).isEmpty();

      safe.kms.patience.set(Integer.MAX_VALUE);
      assertThat(numbers).allMatch(token -> safe.number(token).matches("[0-9]{16}"));
      safe.rewrapping.pass();
      assertThat(safe.retired()).isEqualTo("WRAP 1");
      safe.kms.destroy(FakeKms.URI + 1);
      assertThat(numbers).allMatch(token -> safe.number(token).matches("[0-9]{16}"));
    }
  }

  /** Else a number would be verified by the provider first and then find no place. */
  @Test
  void noNumberIsTakenWhileItsFingerprintKeyIsOutOfReach() {
    try (var safe = Safe.withKeyService()) {
      safe.keep(Numbers.visa(random));
      // enough for the probe: the fingerprint key stays behind the first one
      safe.kms.patience.set(2);
      assertThatThrownBy(() -> safe.rotate(2)).isInstanceOf(KeyServices.KeyAway.class);
      safe.kms.patience.set(Integer.MAX_VALUE);
      try (var another = safe.another()) {
        another.kms.destroy(FakeKms.URI + 1);
        var keys = another.node.bean(VaultKeys.class);
        assertThatThrownBy(keys::requireUsable).isInstanceOf(KeyServices.KeyAway.class);
        safe.rewrapping.pass();
        keys.requireUsable();
      }
    }
  }

  @Test
  void aKeyThatCannotBeUsedNeverComesIntoForce() {
    try (var safe = Safe.withKeyService()) {
      var token = safe.keep(Numbers.visa(random));
      safe.kms.destroy(FakeKms.URI + 2);
      assertThatThrownBy(() -> safe.rotate(2)).isInstanceOf(KeyServices.KeyAway.class);
      assertThat(safe.number(token)).hasSize(16);
      assertThat(safe.node.text("SELECT count(*) FROM payments.vault_key WHERE purpose = 'WRAP'"))
          .isEqualTo("1");
    }
  }

  @Test
  void ofTwoRotationsAtOnceOneIsTold() throws Exception {
    try (var safe = Safe.open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      safe.keep(Numbers.visa(random));
      var outcomes =
          threads.invokeAll(
              List.<Callable<Boolean>>of(
                  () -> rotateFile(safe), () -> rotateFile(safe), () -> rotateFile(safe)));
      var done = 0;
      for (var outcome : outcomes) done += outcome.get() ? 1 : 0;
      assertThat(done).isPositive();
      assertThat(
              safe.node.text(
                  "SELECT count(*) FROM payments.vault_key WHERE purpose = 'WRAP' AND version > 1"))
          .isEqualTo(Integer.toString(done));
    }
  }

  private static boolean rotateFile(Safe safe) {
    try {
      safe.rotation.rotateWrapping(Safe.OPERATOR, Optional.empty());
      return true;
    } catch (Problem another) {
      assertThat(another.code()).isEqualTo("rotated_already");
      return false;
    }
  }

  @Test
  void filesAreRotatedTooAndAnotherProcessReadsOn() {
    try (var safe = Safe.open();
        var another = safe.another()) {
      var digits = Numbers.visa(random);
      var token = safe.keep(digits);
      assertThat(another.number(token)).isEqualTo(digits);
      safe.rotation.rotateWrapping(Safe.OPERATOR, Optional.empty());
      assertThat(safe.retired()).isEqualTo("WRAP 1");
      assertThat(another.number(token)).isEqualTo(digits);
      assertThat(safe.node.text("SELECT action || operator_name FROM platform.action_log"))
          .isEqualTo("card_key.rotatedtester");
    }
  }

  @Test
  void aNumberIsKnownAgainAcrossTheFingerprintKeys() {
    try (var safe = Safe.open()) {
      var digits = Numbers.visa(random);
      var before = safe.kept(digits);
      var destroyed = safe.kept(Numbers.visa(random));
      safe.vault.destroy(destroyed.token());
      safe.rotation.rotateFingerprint(Safe.OPERATOR);
      assertThat(safe.retired()).isEqualTo("FINGERPRINT 1");
      assertThat(safe.kept(digits).numberId()).isEqualTo(before.numberId());
      assertThat(safe.node.text("SELECT count(*) FROM payments.vault_fingerprint")).isEqualTo("1");
      assertThat(
              safe.node.text(
                  "SELECT count(*) FROM payments.vault_opening WHERE purpose = 'FINGERPRINT'"))
          .isEqualTo("1");
    }
  }

  @Test
  void whileTheFingerprintKeyIsRotatedBothAreWritten() {
    try (var safe = Safe.withKeyService()) {
      var digits = Numbers.visa(random);
      var first = safe.kept(digits);
      safe.node.sql("UPDATE payments.vault_key SET status = 'OLD' WHERE purpose = 'FINGERPRINT'");
      var made = safe.node.bean(VaultKeys.class).newFingerprintKey(2);
      safe.node.bean(VaultKeyRows.class).addFingerprint(2, made.wrapped(), made.wrappedBy());
      assertThat(safe.kept(digits).numberId()).isEqualTo(first.numberId());
      assertThat(
              safe.node.text(
                  "SELECT string_agg(key_version::text, ',' ORDER BY key_version)"
                      + " FROM payments.vault_fingerprint"))
          .isEqualTo("1,2");
      safe.rewrapping.pass();
      assertThat(safe.kept(digits).numberId()).isEqualTo(first.numberId());
      assertThat(safe.retired()).isEqualTo("FINGERPRINT 1");
    }
  }
}
