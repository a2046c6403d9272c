package souk.platform.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import souk.platform.identity.TestIssuer;
import souk.platform.identity.TestServer;

/** Whatever is not signed by a known issuer's key, for us and for now, is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedTokensTest {
  private static final TestIssuer ACME = TestIssuer.named("https://id.acme.example");
  private static final TestIssuer STRANGER = TestIssuer.named("https://id.stranger.example");

  private final TestServer server =
      TestServer.start(
          Map.of(
              "souk.identity.issuers.acme.issuer", ACME.iss(),
              "souk.identity.issuers.acme.jwks-file", ACME.publicFile().toString(),
              "souk.identity.issuers.acme.audience", "souk-api",
              "souk.identity.issuers.acme.creates-persons", true,
              "souk.identity.issuers.acme.roles", List.of("CUSTOMER", "DRIVER")));

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void acceptsWhatIsSignedForUsAndForNow() {
    assertThat(status(ACME.token(good()))).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refuses(String why, String token) {
    assertThat(status(token)).isEqualTo(401);
  }

  static Stream<Arguments> refuses() throws JOSEException {
    return Stream.of(
        Arguments.of("an unknown issuer", STRANGER.token(good())),
        Arguments.of(
            "a stranger who takes a known name",
            new TestIssuer(ACME.iss(), STRANGER.key()).token(good())),
        Arguments.of("a stranger with a known key's name", renamed()),
        Arguments.of(
            "our own name with another's key", new TestIssuer("souk", ACME.key()).token(good())),
        Arguments.of(
            "the simulator where there is none", TestIssuer.named("souk-sim").token(good())),
        Arguments.of("no signature", new PlainJWT(claims(good())).serialize()),
        Arguments.of("no signature, said in the header", unsigned()),
        Arguments.of(
            "the public key as a shared secret", hmac(ACME.key().toPublicJWK().toJSONString())),
        Arguments.of("the public key's bytes as a shared secret", hmac(encodedKey())),
        Arguments.of("another type of token", typed("logout+jwt")),
        Arguments.of("no audience", ACME.token(good(claims -> claims.audience((String) null)))),
        Arguments.of("another audience", ACME.token(good(claims -> claims.audience("other")))),
        Arguments.of("no subject", ACME.token(good(claims -> claims.subject(null)))),
        Arguments.of("no expiry", ACME.token(good(claims -> claims.expirationTime(null)))),
        Arguments.of("no time of issue", ACME.token(good(claims -> claims.issueTime(null)))),
        Arguments.of("expired", ACME.token(good(claims -> claims.expirationTime(in(-40))))),
        Arguments.of("not yet valid", ACME.token(good(claims -> claims.notBeforeTime(in(40))))),
        Arguments.of("issued in the future", ACME.token(good(claims -> claims.issueTime(in(40))))),
        Arguments.of(
            "issued a day ago", ACME.token(good(claims -> claims.issueTime(in(-25 * 3600))))),
        Arguments.of(
            "roles that are no list", ACME.token(good(claims -> claims.claim("roles", "OPS")))),
        Arguments.of(
            "roles that are numbers",
            ACME.token(good(claims -> claims.claim("roles", List.of(1))))),
        Arguments.of(
            "a name that is a number", ACME.token(good(claims -> claims.claim("name", 7)))),
        Arguments.of("a NUL in the subject", ACME.token(good(claims -> claims.subject("a\u0000")))),
        Arguments.of(
            "a subject without end", ACME.token(good(claims -> claims.subject("a".repeat(256))))),
        Arguments.of(
            "a token without end", ACME.token(good(claims -> claims.claim("x", "x".repeat(4700))))),
        Arguments.of("changed claims", changed(ACME.token(good()), 1)),
        Arguments.of("a changed signature", changed(ACME.token(good()), 2)));
  }

  @Test
  void allowsForClocksThatDifferALittle() {
    assertThat(status(ACME.token(good(claims -> claims.expirationTime(in(-10)))))).isEqualTo(200);
    assertThat(status(ACME.token(good(claims -> claims.issueTime(in(10)))))).isEqualTo(200);
    assertThat(status(ACME.token(good(claims -> claims.notBeforeTime(in(10)))))).isEqualTo(200);
  }

  @Test
  void ownTokensAreSignedByOwnKeysOnly() {
    var own = server.session().text("access_token");
    assertThat(status(own)).isEqualTo(200);
    assertThat(status(changed(own, 1))).isEqualTo(401);
    assertThat(status(changed(own, 2))).isEqualTo(401);
  }

  /** Any bytes at all: refused as a token, never an accident of ours. */
  @Test
  void refusesNoise() {
    var random = new Random(7);
    var whole = ACME.token(good());
    for (var n = 0; n < 200; n++) {
      var characters = whole.toCharArray();
      for (var k = 0; k < 1 + n / 20; k++) {
        characters[random.nextInt(characters.length)] = (char) ('!' + random.nextInt(90));
      }
      var token = new String(characters);
      if (!token.equals(whole)) assertThat(status(token)).as(token).isEqualTo(401);
    }
  }

  private int status(String token) {
    return server.get("/v1/me", token).status();
  }

  private static UnaryOperator<JWTClaimsSet.Builder> good() {
    return claims -> claims.audience("souk-api").claim("roles", List.of("CUSTOMER"));
  }

  private static UnaryOperator<JWTClaimsSet.Builder> good(UnaryOperator<JWTClaimsSet.Builder> but) {
    return claims -> but.apply(good().apply(claims));
  }

  private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ACME.iss())
            .subject(UUID.randomUUID().toString())
            .issueTime(in(0))
            .expirationTime(in(600));
    return change.apply(claims).build();
  }

  private static Date in(long seconds) {
    return Date.from(Instant.now().plus(Duration.ofSeconds(seconds)));
  }

  private static String renamed() throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(ACME.key().getKeyID()).build();
    var token = new SignedJWT(header, claims(good()));
    token.sign(new ECDSASigner(STRANGER.key()));
    return token.serialize();
  }

  private static String typed(String type) throws JOSEException {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType(type))
            .keyID(ACME.key().getKeyID())
            .build();
    var token = new SignedJWT(header, claims(good()));
    token.sign(new ECDSASigner(ACME.key()));
    return token.serialize();
  }

  private static String hmac(String secret) throws JOSEException {
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(ACME.key().getKeyID()).build();
    var token = new SignedJWT(header, claims(good()));
    token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
    return token.serialize();
  }

  private static String encodedKey() throws JOSEException {
    return Base64.getEncoder().encodeToString(ACME.key().toECPublicKey().getEncoded());
  }

  /** A signed token's body under a header that says that nothing is signed. */
  private static String unsigned() {
    var parts = ACME.token(good()).split("\\.", -1);
    return Base64URL.encode("{\"alg\":\"none\"}") + "." + parts[1] + "." + parts[2];
  }

  private static String changed(String token, int part) {
    var parts = token.split("\\.", -1);
    var bytes = Base64.getUrlDecoder().decode(parts[part]);
    bytes[bytes.length / 2] ^= 1;
    parts[part] = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return String.join(".", Arrays.asList(parts));
  }
}
