package souk.platform.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.micronaut.context.exceptions.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import souk.platform.keys.NewFile;

/**
 * Keys in files, as a JWK or a JWK set. What a file holds is never repeated in a message, and the
 * message is the innermost cause, which is the one that a failed start shows.
 */
final class KeyFile {
  private KeyFile() {}

  /**
   * @throws ConfigurationException naming the property, when the file cannot be read
   */
  static JWKSet read(String property, Path file) {
    try {
      return keys(Files.readString(file));
    } catch (IOException failure) {
      throw new ConfigurationException(
          property + ": " + file + " cannot be read: " + failure.getClass().getSimpleName());
    } catch (ParseException malformed) {
      // without its cause, which could quote a private key
      throw new ConfigurationException(property + ": " + file + " holds no JWK and no JWK set");
    }
  }

  /** The keys of the file; where there is none, one new key is written first. */
  static JWKSet readOrGenerate(String property, Path file) {
    try {
      NewFile.create(file, new JWKSet(newKey()).toString(false));
    } catch (IOException failure) {
      throw new ConfigurationException(
          property + ": cannot write " + file + ": " + failure.getClass().getSimpleName());
    }
    return read(property, file);
  }

  private static JWKSet keys(String text) throws ParseException {
    try {
      return JWKSet.parse(text);
    } catch (ParseException perhapsOneKey) {
      return new JWKSet(JWK.parse(text));
    }
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate();
    } catch (JOSEException everyJdkHasTheCurve) {
      throw new IllegalStateException(everyJdkHasTheCurve);
    }
  }
}
