package souk.booking.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.booking.BookingNode;
import souk.booking.Site;
import souk.dispatch.city.Point;
import souk.platform.problem.Problem;

class QuoteSealTest {
  private static final Point CASINO = new Point(43.7394, 7.4282);
  private static final Point HARBOUR = new Point(43.7347, 7.4206);
  private static final UUID RIDER = UUID.randomUUID();

  private static BookingNode node;
  private static QuoteSeal seal;
  private static Quotes.Sealed sealed;

  @BeforeAll
  static void open() {
    node = BookingNode.start(Site.open("http://127.0.0.1:1"), BookingNode.API_ONLY);
    seal = node.bean(QuoteSeal.class);
    sealed = node.bean(Quotes.class).quote(RIDER, CASINO, HARBOUR, "standard");
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void opensWhatItSealed() {
    assertThat(seal.open(sealed.token())).isEqualTo(sealed.quote());
    assertThat(node.bean(Quotes.class).open(sealed.token(), RIDER)).isEqualTo(sealed.quote());
  }

  @Test
  void everyChangedCharacterBreaksTheSeal() {
    var token = sealed.token();
    // the last one carries two bits that mean nothing
    IntStream.range(0, token.length() - 1)
        .mapToObj(at -> changed(token, at))
        .forEach(this::assertInvalid);
  }

  @Test
  void aCheaperFareUnderTheSameSealIsNoQuote() {
    var parts = sealed.token().split("\\.", -1);
    var content = Base64URL.from(parts[1]).decodeToString();
    var cheap = content.replaceFirst("\"amount\":\\d+|\"minor\":\\d+", "\"amount\":1");
    assertThat(cheap).isNotEqualTo(content);
    assertInvalid(parts[0] + "." + Base64URL.encode(cheap) + "." + parts[2]);
  }

  @Test
  void aForeignKeysSealIsNoQuote() throws JOSEException {
    var key = new byte[32];
    new SecureRandom().nextBytes(key);
    var foreign = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), payload());
    foreign.sign(new MACSigner(key));
    assertInvalid(foreign.serialize());
  }

  @Test
  void anUnsignedQuoteIsNoQuote() {
    assertInvalid(new PlainObject(payload()).serialize());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "quote", "é.é.é", "\u0000"})
  void gibberishIsNoQuote(String token) {
    assertInvalid(token);
  }

  @Test
  void anotherRidersQuoteIsNoQuote() {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> node.bean(Quotes.class).open(sealed.token(), UUID.randomUUID()))
        .returns("quote_invalid", Problem::code);
  }

  private static Payload payload() {
    return new Payload(Base64URL.from(sealed.token().split("\\.", -1)[1]).decodeToString());
  }

  private static String changed(String token, int at) {
    var other = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + other + token.substring(at + 1);
  }

  private void assertInvalid(String token) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> seal.open(token))
        .returns(422, Problem::status)
        .returns("quote_invalid", Problem::code);
  }
}
