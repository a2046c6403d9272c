package souk.payments.vault;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * Keeps card numbers. None of its methods that touch a number may be called in a transaction: the
 * key that wraps the numbers' own may be far away.
 */
@Singleton
public final class Vault {
  private static final Logger log = LoggerFactory.getLogger(Vault.class);

  /** A key is rotated now and then, not three times during one call. */
  private static final int ATTEMPTS = 3;

  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

  private final NumberRows rows;
  private final VaultKeys keys;
  private final Envelope envelope;
  private final Openings openings;
  private final Transactions transactions;

  Vault(
      NumberRows rows,
      VaultKeys keys,
      Envelope envelope,
      Openings openings,
      Transactions transactions) {
    this.rows = rows;
    this.keys = keys;
    this.envelope = envelope;
    this.openings = openings;
    this.transactions = transactions;
  }

  /**
   * Keeps a number under a new token, and with it what is entered for it: both or neither.
   *
   * @param entry in the transaction that keeps the number, which it undoes with what it throws
   * @throws Problem 503 {@code payments_unavailable} when the vault's key cannot be used now
   */
  public <T> T keep(Pan pan, int expMonth, int expYear, Function<KeptNumber, T> entry) {
    for (var attempts = 0; attempts < ATTEMPTS; attempts++) {
      try {
        var entered = tryKeep(pan, expMonth, expYear, entry);
        if (entered.isPresent()) return entered.get();
      } catch (KeyServices.KeyAway away) {
        log.warn("a card number cannot be kept: {}", away.getMessage());
      }
    }
    throw unavailable();
  }

  /**
   * For the start of whoever takes numbers.
   *
   * @throws IllegalStateException in one sentence when the vault was given no key
   */
  public void requireKey() {
    keys.requireConfigured();
  }

  /**
   * Before anybody is asked about a number that could not be kept then.
   *
   * @throws Problem 503 {@code payments_unavailable} when the vault's key cannot be used now
   */
  public void requireOpen() {
    try {
      keys.requireUsable();
    } catch (KeyServices.KeyAway away) {
      log.warn("no card number can be kept: {}", away.getMessage());
      throw unavailable();
    }
  }

  /**
   * Counts that a person gives us a number: whoever tries out stolen ones is soon stopped.
   *
   * @throws Problem 429 {@code too_many_numbers}
   */
  public void countAttempt(UUID person) {
    if (openings.attempt(person)) return;
    throw Problem.tooMany(
        "too_many_numbers", "Too many card numbers within a minute.", Duration.ofMinutes(1));
  }

  /** Empty when a key was rotated between the two halves. */
  private <T> Optional<T> tryKeep(
      Pan pan, int expMonth, int expYear, Function<KeptNumber, T> entry) {
    var token = VaultToken.random();
    var sealed = envelope.seal(token, pan, keys.wrapping());
    var prints = keys.fingerprints(pan);
    return transactions.call(() -> {
      if (!keys.stand(sealed.wrappedBy(), prints.keySet())) return Optional.empty();
      var numberId = identify(prints);
      rows.add(
          token.value(),
          numberId,
          sealed.ciphertext(),
          sealed.wrappedKey(),
          sealed.wrappedBy(),
          pan.brand().code(),
          pan.firstDigits(),
          pan.last4(),
          expMonth,
          expYear);
      var kept =
          new KeptNumber(
              token, numberId, pan.brand(), pan.firstDigits(), pan.last4(), expMonth, expYear);
      return Optional.of(entry.apply(kept));
    });
  }

  /** Whoever enters a fingerprint first has named the number. */
  private UUID identify(SortedMap<Integer, byte[]> prints) {
    var numberId = known(prints).orElseGet(UuidCreator::getTimeOrderedEpoch);
    prints.forEach((version, print) -> rows.addFingerprint(version, print, numberId));
    return known(prints).orElseThrow();
  }

  private Optional<UUID> known(SortedMap<Integer, byte[]> prints) {
    return prints.entrySet().stream()
        .map((Map.Entry<Integer, byte[]> print) -> rows.numberOf(print.getKey(), print.getValue()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * Opens a number for the adapter of a provider, which closes it. Written down, and limited by the
   * minute.
   *
   * @param subject what it is opened for, such as a charge's id
   */
  public Opened open(VaultToken token, String subject) {
    return openings.grant(token, subject) ? opened(token) : new Opened.TooMany();
  }

  /** The number, whatever a rotation does meanwhile: a row that moved on is read again. */
  Opened opened(VaultToken token) {
    var wrappedBefore = 0;
    for (var attempts = 0; attempts < ATTEMPTS; attempts++) {
      var row = rows.find(token.value()).orElse(null);
      if (row == null || row.wrappedBy() == null) return new Opened.Destroyed();
      if (row.wrappedBy() == wrappedBefore) return new Opened.KeyAway();
      wrappedBefore = row.wrappedBy();
      try {
        var pan = envelope.open(row, keys.wrapping(wrappedBefore));
        return new Opened.Number(pan, row.expMonth(), row.expYear());
      } catch (KeyServices.KeyAway away) {
        // its key may have been retired since the row was read
      } catch (Envelope.DamagedNumber damaged) {
        log.error("{}", damaged.getMessage());
        return new Opened.Damaged();
      }
    }
    return new Opened.KeyAway();
  }

  /**
   * Destroys the number's own key and so the number: neither this database nor a later copy of it
   * opens it again. The same again changes nothing. May be called in a transaction.
   */
  public void destroy(VaultToken token) {
    rows.destroy(token.value());
  }

  private static Problem unavailable() {
    return Problem.unavailable(
        "payments_unavailable",
        "Card numbers cannot be kept just now; please try again.",
        TRY_AGAIN);
  }
}
