package souk.booking.quote;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import souk.platform.json.Json;
import souk.platform.keys.SecretKeys;
import souk.platform.problem.Problem;

/**
 * Signs quotes (JWS, HMAC-SHA-256), so that a phone can carry its own price and not change it. All
 * processes share {@code souk.quotes.key}: base64 of at least 32 random bytes.
 */
@Singleton
public final class QuoteSeal {
  private final Json json;
  private final byte[] key;

  QuoteSeal(Json json, SecretKeys keys, @Nullable @Value("${souk.quotes.key:}") String configured) {
    this.json = json;
    this.key = keys.secret("quotes", configured);
  }

  String seal(Quote quote) {
    return seal(new JWSHeader(JWSAlgorithm.HS256), quote);
  }

  /** Signs something of another kind: it cannot be taken for a quote or for a third kind. */
  public String seal(String kind, Object content) {
    var type = new JOSEObjectType(kind);
    return seal(new JWSHeader.Builder(JWSAlgorithm.HS256).type(type).build(), content);
  }

  private String seal(JWSHeader header, Object content) {
    try {
      var sealed = new JWSObject(header, new Payload(json.write(content)));
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
    return open((JOSEObjectType) null, token, Quote.class);
  }

  /**
   * What {@link #seal(String, Object)} has signed as of that kind, expired or not.
   *
   * @throws Problem 422 {@code quote_invalid} when we did not sign it as of that kind
   */
  public <T> T open(String kind, String token, Class<T> content) {
    return open(new JOSEObjectType(kind), token, content);
  }

  private <T> T open(@Nullable JOSEObjectType type, String token, Class<T> content) {
    try {
      var sealed = JWSObject.parse(token);
      if (Objects.equals(type, sealed.getHeader().getType())
          && sealed.verify(new MACVerifier(key))) {
        return json.read(sealed.getPayload().toString(), content);
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
