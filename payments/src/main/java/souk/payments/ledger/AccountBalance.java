package souk.payments.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A row of an account as it is behind its lock.
 *
 * @param key of the account and the row of it
 * @param keepsTo the sign that its balance may have; 0 where it may have either
 * @param minor what its entries sum to; a debit is positive
 * @param entries how many it has
 * @param chain hash over all of them
 */
record AccountBalance(long id, String key, int keepsTo, long minor, long entries, byte[] chain) {

  /** After one entry more. */
  AccountBalance with(String journalKey, long signedMinor) {
    var seq = entries + 1;
    return new AccountBalance(
        id,
        key,
        keepsTo,
        Math.addExact(minor, signedMinor),
        seq,
        link(chain, "%s|%d|%s|%d".formatted(key, seq, journalKey, signedMinor)));
  }

  /** How much of an entry of that sign it can bear before it stands on the other side. */
  long room(long signedMinor) {
    return Long.signum(signedMinor) == -keepsTo ? Math.abs(minor) : Long.MAX_VALUE;
  }

  boolean isOverdrawn() {
    return keepsTo != 0 && Long.signum(minor) == -keepsTo;
  }

  /** {@code sha256(chain before ‖ what the entry says)}; audit rules compute it again in SQL. */
  private static byte[] link(byte[] before, String says) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(before);
      return digest.digest(says.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
