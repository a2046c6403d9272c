package souk.payments.vault;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.background.BackgroundLoop;
import souk.platform.background.BackgroundWork;
import souk.platform.postgres.Transactions;

/**
 * Brings every number behind the keys that are primary and retires the old ones. Each step is a
 * conditional update of one row, so it may be done by any number of processes at once and end
 * anywhere: readers find each row wrapped by the key that it names.
 */
@Singleton
final class Rewrapping implements BackgroundWork {
  private static final Logger log = LoggerFactory.getLogger(Rewrapping.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int BATCH = 100;
  private static final UUID FIRST = new UUID(0, 0);

  private final VaultKeyRows keyRows;
  private final NumberRows numbers;
  private final VaultKeys keys;
  private final Envelope envelope;
  private final Vault vault;
  private final Openings openings;
  private final Transactions transactions;

  Rewrapping(
      VaultKeyRows keyRows,
      NumberRows numbers,
      VaultKeys keys,
      Envelope envelope,
      Vault vault,
      Openings openings,
      Transactions transactions) {
    this.keyRows = keyRows;
    this.numbers = numbers;
    this.keys = keys;
    this.envelope = envelope;
    this.vault = vault;
    this.openings = openings;
    this.transactions = transactions;
  }

  @Override
  public List<BackgroundLoop> start() {
    return List.of(BackgroundLoop.start("card-keys", PAUSE, this::pass));
  }

  /** Goes on until nothing is left that can be done now; answers how many rows it has moved. */
  int pass() {
    openings.forgetOld();
    var moved = 0;
    if (isBehind(VaultKeys.WRAP)) moved += rewrap();
    if (isBehind(VaultKeys.FINGERPRINT)) moved += fingerprint();
    return moved;
  }

  private boolean isBehind(String purpose) {
    return keyRows.live(purpose).size() > 1;
  }

  private int rewrap() {
    var primary = keyRows.primary(VaultKeys.WRAP).orElseThrow();
    for (var key : keyRows.live(VaultKeys.FINGERPRINT)) {
      if (!Objects.equals(key.wrappedBy(), primary.version())) keys.rewrap(key, primary);
    }
    var moved = 0;
    for (var key : keyRows.live(VaultKeys.WRAP)) {
      if (key.version() != primary.version()) moved += rewrap(key.version(), primary);
    }
    retireWraps();
    return moved;
  }

  /**
   * Moves what is behind a key. Of tokens, which are random, a whole batch that cannot be moved
   * means that the key is out of reach and not that these are damaged: the pass ends there.
   */
  private int rewrap(int before, VaultKey to) {
    var moved = 0;
    var movedNow = 1;
    var batch = numbers.wrappedBy(before, "", BATCH);
    while (!batch.isEmpty() && movedNow > 0) {
      movedNow = 0;
      for (var row : batch) movedNow += rewrap(row, to);
      moved += movedNow;
      batch = numbers.wrappedBy(before, batch.getLast().token(), BATCH);
    }
    return moved;
  }

  private int rewrap(NumberRow row, VaultKey to) {
    var before = Objects.requireNonNull(row.wrappedBy());
    try {
      var wrapped = envelope.rewrapped(row, keys.wrapping(before), to);
      return numbers.rewrap(row.token(), wrapped, to.version(), before);
    } catch (KeyServices.KeyAway away) {
      log.error("{} stays behind key {}: {}", row.token(), before, away.getMessage());
      return 0;
    }
  }

  private void retireWraps() {
    for (var key : keyRows.live(VaultKeys.WRAP)) {
      transactions.run(() -> {
        // under the lock nobody enters a number behind it any more; then the count is the truth
        if (keyRows.lockOld(VaultKeys.WRAP, key.version()).isEmpty()) return;
        if (keyRows.wrappedBy(key.version()) > 0) return;
        keyRows.retire(VaultKeys.WRAP, key.version());
        log.info("the key {} wraps no card number any more and is retired", key.uri());
      });
    }
  }

  private int fingerprint() {
    var primary = keyRows.primary(VaultKeys.FINGERPRINT).orElseThrow();
    var moved = 0;
    var movedNow = 1;
    var batch = numbers.withoutFingerprint(primary.version(), FIRST, BATCH);
    while (!batch.isEmpty() && movedNow > 0) {
      movedNow = 0;
      for (var row : batch) movedNow += print(row);
      moved += movedNow;
      batch = numbers.withoutFingerprint(primary.version(), batch.getLast().numberId(), BATCH);
    }
    if (isPrinted(primary)) retireFingerprints();
    return moved;
  }

  private boolean isPrinted(VaultKey primary) {
    return numbers.withoutFingerprint(primary.version(), FIRST, 1).isEmpty();
  }

  private int print(NumberRow row) {
    var token = new VaultToken(row.token());
    openings.ownWork(token, "rotation");
    return switch (vault.opened(token)) {
      case Opened.Number(var pan, _, _) -> {
        try (pan) {
          var added = 0;
          for (var print : keys.fingerprints(pan).entrySet()) {
            added += numbers.addFingerprint(print.getKey(), print.getValue(), row.numberId());
          }
          yield added;
        }
      }
      case Opened.Destroyed _, Opened.Damaged _, Opened.TooMany _, Opened.KeyAway _ -> 0;
    };
  }

  /**
   * Numbers that can be opened have their new fingerprint; that of a destroyed one ends here, for
   * nobody can make it anew.
   */
  private void retireFingerprints() {
    for (var key : keyRows.live(VaultKeys.FINGERPRINT)) {
      transactions.run(() -> {
        if (keyRows.lockOld(VaultKeys.FINGERPRINT, key.version()).isEmpty()) return;
        var primary = keyRows.primary(VaultKeys.FINGERPRINT).orElseThrow();
        if (!isPrinted(primary)) return;
        keyRows.retire(VaultKeys.FINGERPRINT, key.version());
        numbers.forgetFingerprints(key.version());
      });
    }
  }
}
