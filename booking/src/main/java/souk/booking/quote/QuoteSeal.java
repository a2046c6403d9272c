package souk.booking.quote;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import souk.platform.json.Json;
import souk.platform.keys.SecretKeys;
import souk.platform.problem.Problem;

/**
 * Signs quotes (JWS, HMAC-SHA-256), so that a phone can carry its own price and not change it. All
 * processes share {@code souk.quotes.key}: base64 of at least 32 random bytes.
 */
@Singleton
final class QuoteSeal {
  private final Json json;
  private final byte[] key;

  QuoteSeal(Json json, SecretKeys keys, @Nullable @Value("${souk.quotes.key:}") String configured) {
    this.json = json;
    this.key = keys.secret("quotes", configured);
  }

  String seal(Quote quote) {
    try {
      var sealed = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(json.write(quote)));
      sealed.sign(new MACSigner(key));
      return sealed.serialize();
    } catch (JOSEException keyTooShort) {
      throw new IllegalStateException(keyTooShort);
    }
  }

  /**
   * The quote in the token, whether it has expired or not.
   *
   * @throws Problem 422 {@code quote_invalid} when we did not sign it
   */
  Quote open(String token) {
    try {
      var sealed = JWSObject.parse(token);
      if (sealed.verify(new MACVerifier(key))) {
        return json.read(sealed.getPayload().toString(), Quote.class);
      }
    } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
      throw invalid();
    }
    throw invalid();
  }

  private static Problem invalid() {
    return Problem.refused("quote_invalid", "This is not a quote of ours; ask for a new one.");
  }
}
