package souk.embedded.stripe.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request as it came in.
 *
 * @param encodedParams the query of a GET, the body of a POST
 * @param stripeAccount the connected account as which the platform acts, null as itself
 * @param origin where the caller found this Stripe, such as {@code http://127.0.0.1:12111}
 */
public record ApiRequest(
    String method,
    String path,
    String encodedParams,
    @Nullable String authorization,
    @Nullable String idempotencyKey,
    @Nullable String stripeAccount,
    String origin) {
  private static final int KEY_LENGTH_MAX = 255;

  /** Live keys are refused: a twin that is handed one stands where Stripe should. */
  private static final List<String> KEY_PREFIXES = List.of("sk_test_", "rk_test_");

  void authenticate() {
    var key = apiKey().orElseThrow(ApiRefusal::keyMissing);
    if (KEY_PREFIXES.stream().noneMatch(key::startsWith)) throw ApiRefusal.keyInvalid();
  }

  private Optional<String> apiKey() {
    if (authorization == null) return Optional.empty();
    if (authorization.startsWith("Bearer ")) return Optional.of(authorization.substring(7));
    if (authorization.startsWith("Basic ")) return basicUser(authorization.substring(6));
    return Optional.empty();
  }

  private static Optional<String> basicUser(String encoded) {
    try {
      var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return Optional.of(pair.split(":", 2)[0]);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** The idempotency key that counts for this request. */
  Optional<String> key(Operation operation) {
    if (!operation.writes() || idempotencyKey == null || idempotencyKey.isEmpty()) {
      return Optional.empty();
    }
    if (idempotencyKey.length() > KEY_LENGTH_MAX) throw ApiRefusal.idempotencyKeyTooLong();
    return Optional.of(idempotencyKey);
  }

  /** Each account has keys of its own. */
  public String scoped(String key) {
    return stripeAccount == null ? key : stripeAccount + "/" + key;
  }

  /** Requests with the same fingerprint ask for the same thing. */
  String fingerprint(FormParams params) {
    var text = method + " " + path + " " + params.canonical();
    return HexFormat.of().formatHex(sha256(text), 0, 16);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
