package souk.payments.psp.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import souk.platform.problem.Problem;

/**
 * The header by which an event proves that it comes from Stripe and was sent just now: {@code
 * t=SECONDS,v1=HEX[,v1=HEX]}, one {@code v1} for each secret that is in force there. (stripe-java's
 * own check takes times in the future and fails on malformed headers with exceptions of any kind.)
 *
 * @param time as it stands in the header, for it is part of what is signed
 */
record StripeSignature(String time, List<byte[]> signatures) {
  static final String HEADER = "Stripe-Signature";
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH_MAX = 2_000;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Reads the header; schemes other than {@code v1} mean nothing to us.
   *
   * @throws Problem 400 {@code signature_malformed}, also when there is none
   */
  static StripeSignature parse(@Nullable String header) {
    if (header == null || header.length() > LENGTH_MAX) throw malformed();
    var times = new ArrayList<String>();
    var signatures = new ArrayList<byte[]>();
    for (var part : header.split(",", -1)) {
      var entry = part.strip();
      if (entry.startsWith("t=")) times.add(matching(SECONDS, entry.substring(2)));
      if (entry.startsWith("v1=")) signatures.add(bytes(entry.substring(3)));
    }
    if (times.size() != 1 || signatures.isEmpty()) throw malformed();
    return new StripeSignature(times.getFirst(), signatures);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(matching(SHA256, hex));
  }

  private static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) throw malformed();
    return text;
  }

  private static Problem malformed() {
    return Problem.malformed(
        "signature_malformed", "Send the " + HEADER + " header as t=SECONDS,v1=HEX.");
  }

  /**
   * @throws Problem 400 {@code signature_invalid} when no secret signed this
   */
  void verify(byte[] body, List<String> secrets) {
    // every pair is compared: how long it takes tells nothing
    var matches =
        secrets.stream()
            .map(secret -> hmac(body, secret))
            .mapToInt(ours ->
                signatures.stream().mapToInt(s -> MessageDigest.isEqual(ours, s) ? 1 : 0).sum())
            .sum();
    if (matches == 0) {
      throw Problem.malformed("signature_invalid", "This was not signed by the provider.");
    }
  }

  /**
   * @throws Problem 400 {@code signature_expired} for one that is too old, or of the future
   */
  void verifyTime(Instant now) {
    var signedAt = Instant.ofEpochSecond(Long.parseLong(time));
    if (Duration.between(signedAt, now).abs().compareTo(TOLERANCE) > 0) {
      throw Problem.malformed("signature_expired", "This was signed too long ago or hence.");
    }
  }

  private byte[] hmac(byte[] body, String secret) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }
}
