package souk.payments.vault;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import souk.platform.action.ActionLog;
import souk.platform.action.Operator;
import souk.platform.action.OperatorAction;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * A new version of a key takes over; what is behind the old one follows, here and by the sweep in
 * every worker. Numbers are kept and opened all the while.
 */
@Singleton
public final class RotateCardKey {
  private static final byte[] PROBE = "probe".getBytes(StandardCharsets.UTF_8);

  private final VaultKeyRows rows;
  private final VaultKeys keys;
  private final KeyServices services;
  private final Rewrapping rewrapping;
  private final ActionLog actions;
  private final Transactions transactions;

  RotateCardKey(
      VaultKeyRows rows,
      VaultKeys keys,
      KeyServices services,
      Rewrapping rewrapping,
      ActionLog actions,
      Transactions transactions) {
    this.rows = rows;
    this.keys = keys;
    this.services = services;
    this.rewrapping = rewrapping;
    this.actions = actions;
    this.transactions = transactions;
  }

  /**
   * What has been done.
   *
   * @param version of the key that is primary now
   * @param moved how many numbers this call has brought behind it
   * @param left how many are still behind older ones, for the sweep
   */
  public record Rotation(int version, int moved, long left) {}

  /**
   * Lets a new key wrap the numbers' own keys.
   *
   * @param keyUri of a key at a key service; empty for the configured one (whose service has a new
   *     version of it), or for a new key file
   * @throws Problem 409 {@code rotated_already} when somebody else has just done so
   * @throws KeyServices.KeyAway when the new key cannot be used; then nothing has changed
   */
  public Rotation rotateWrapping(Operator operator, Optional<String> keyUri) {
    var before = keys.wrapping();
    var next = rows.latest(VaultKeys.WRAP) + 1;
    var uri = keyUri.orElseGet(() -> keys.uri(next));
    refuseUseless(uri);
    transactions.run(() -> {
      supersede(VaultKeys.WRAP, before);
      rows.addWrap(next, uri);
      actions.add(operator, rotated("card_key.rotated", before, next));
    });
    var moved = rewrapping.pass();
    return new Rotation(next, moved, behind(next));
  }

  /** A key that does not open what it has wrapped would lose every number. */
  private void refuseUseless(String uri) {
    var context = "souk probe".getBytes(StandardCharsets.UTF_8);
    var back = services.unwrap(uri, services.wrap(uri, PROBE, context), context);
    if (!Arrays.equals(back, PROBE)) throw new IllegalStateException(uri + " is no good key");
  }

  /**
   * Lets a new key make fingerprints; both make them until every number has its new one.
   *
   * @throws Problem 409 {@code rotated_already} when somebody else has just done so
   */
  public Rotation rotateFingerprint(Operator operator) {
    var before =
        rows.primary(VaultKeys.FINGERPRINT)
            .orElseThrow(() -> Problem.conflict("no_card_numbers", "The vault is empty."));
    var next = rows.latest(VaultKeys.FINGERPRINT) + 1;
    var made = keys.newFingerprintKey(next);
    transactions.run(() -> {
      supersede(VaultKeys.FINGERPRINT, before);
      if (rows.addFingerprint(next, made.wrapped(), made.wrappedBy()) == 0) throw rotatedAlready();
      actions.add(operator, rotated("card_fingerprint_key.rotated", before, next));
    });
    return new Rotation(next, rewrapping.pass(), 0);
  }

  private void supersede(String purpose, VaultKey before) {
    if (rows.supersede(purpose, before.version()) == 0) throw rotatedAlready();
  }

  private static Problem rotatedAlready() {
    return Problem.conflict("rotated_already", "Somebody else has rotated a key just now.");
  }

  private long behind(int version) {
    return rows.live(VaultKeys.WRAP).stream()
        .filter(key -> key.version() != version)
        .mapToLong(key -> rows.wrappedBy(key.version()))
        .sum();
  }

  private static OperatorAction rotated(String name, VaultKey before, int after) {
    return new OperatorAction(
        name,
        "vault",
        "card numbers",
        null,
        Map.of("version", before.version()),
        Map.of("version", after));
  }
}
