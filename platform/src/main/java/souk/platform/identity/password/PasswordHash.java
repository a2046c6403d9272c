package souk.platform.identity.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** An Argon2id hash in its PHC form, which carries its cost and salt. */
public final class PasswordHash {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  private final Argon2Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(Argon2Cost cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
  }

  /**
   * Reads the form that {@link #encoded} writes.
   *
   * @throws IllegalArgumentException when it is no such form; the text is not repeated
   */
  public static PasswordHash parse(String text) {
    var phc = PHC.matcher(text);
    if (!phc.matches()) throw new IllegalArgumentException("no Argon2id hash in PHC form");
    var cost =
        new Argon2Cost(
            Integer.parseInt(phc.group(1)),
            Integer.parseInt(phc.group(2)),
            Integer.parseInt(phc.group(3)));
    var base64 = Base64.getDecoder();
    return new PasswordHash(cost, base64.decode(phc.group(4)), base64.decode(phc.group(5)));
  }

  static PasswordHash of(String password, Argon2Cost cost) {
    var salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return new PasswordHash(cost, salt, compute(password, cost, salt, HASH_BYTES));
  }

  boolean matches(String password) {
    return MessageDigest.isEqual(hash, compute(password, cost, salt, hash.length));
  }

  boolean costs(Argon2Cost other) {
    return cost.equals(other);
  }

  /** {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. */
  public String encoded() {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.iterations(),
            cost.parallelism(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }

  @Override
  public String toString() {
    return "PasswordHash[…]";
  }

  private static byte[] compute(String password, Argon2Cost cost, byte[] salt, int bytes) {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt)
            .build();
    var generator = new Argon2BytesGenerator();
    generator.init(parameters);
    var result = new byte[bytes];
    generator.generateBytes(typed(password), result);
    return result;
  }

  /** Keyboards compose the same letters differently. */
  private static byte[] typed(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
  }
}
