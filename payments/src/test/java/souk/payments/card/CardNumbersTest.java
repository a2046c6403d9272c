package souk.payments.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import souk.payments.PaymentsNode;
import souk.payments.psp.CardSource;
import souk.payments.vault.Numbers;
import souk.payments.vault.Opened;
import souk.payments.vault.Vault;
import souk.payments.vault.VaultToken;

/** Cards by their numbers, where a provider without tokens is configured. */
class CardNumbersTest {
  private static final String NOWHERE = "http://127.0.0.1:1";
  private static final String NUMBERS = "/v1/cards/numbers";

  private static PaymentsNode node;
  private static Cards cards;

  private final UUID person = UUID.randomUUID();
  private final String digits = Numbers.visa(new Random(person.getLeastSignificantBits()));

  @BeforeAll
  static void open() throws IOException {
    var settings =
        Map.<String, Object>of(
            "souk.vault.numbers",
            true,
            "souk.keys-dir",
            Files.createTempDirectory("keys").toString());
    node =
        PaymentsNode.serve(PaymentsNode.database(), NOWHERE, settings, new NumberTakingProvider());
    cards = node.bean(Cards.class);
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @Test
  void theNumberGoesToTheVaultAndTheCardIsLikeAnyOther() throws Exception {
    var answer = register(digits, NumberTakingProvider.GOOD);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body())
        .contains("\"brand\":\"visa\"", digits.substring(12))
        .doesNotContain(digits);
    var card = cards.list(person).getFirst();
    assertThat(card.country()).isEqualTo("FR");
    assertThat(CardSource.of(card.token())).isEqualTo(new CardSource.VaultedNumber(card.name()));
    assertThat(numberOf(card.name())).isEqualTo(digits);
  }

  @Test
  void theSameNumberAgainIsTheSameCard() throws Exception {
    var first = register(digits, NumberTakingProvider.GOOD);
    var again = register(digits, NumberTakingProvider.GOOD);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(cards.list(person)).hasSize(1);
    assertThat(
            node.text(
                "SELECT count(*) FROM payments.vault_number WHERE destroyed_at IS NULL"
                    + " AND last4 = '%s'".formatted(digits.substring(12))))
        .isEqualTo("1");
  }

  @Test
  void anothersCardWithTheSameNumberHasTheSameFingerprint() throws Exception {
    register(digits, NumberTakingProvider.GOOD);
    var other = UUID.randomUUID();
    post(other, body(digits, "12", "2034", NumberTakingProvider.GOOD));
    var theirs = cards.list(other).getFirst();
    var mine = cards.list(person).getFirst();
    assertThat(theirs.fingerprint()).isEqualTo(mine.fingerprint());
    assertThat(theirs.name()).isNotEqualTo(mine.name());
  }

  @ParameterizedTest
  @CsvSource({
    "12, 2034, 738, 422, card_refused",
    "12, 2034, 739, 503, payments_unavailable",
    "1, 2020, 737, 422, card_expired",
    "1, 2999, 737, 422, card_expired",
    "13, 2034, 737, 400, malformed",
    "12, 2034, 73, 400, malformed",
    "12, 2034, abc, 400, malformed"
  })
  void nothingIsKeptOfWhatIsRefused(String month, String year, String cvc, int status, String code)
      throws Exception {
    var answer = post(person, body(digits, month, year, cvc));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains("\"code\":\"" + code).doesNotContain(digits);
    assertThat(cards.list(person)).isEmpty();
    assertThat(numbersKept()).isEqualTo("0");
  }

  private String numbersKept() {
    return node.text(
        "SELECT count(*) FROM payments.vault_number WHERE last4 = '%s' AND first_digits = '%s'"
            .formatted(digits.substring(12), digits.substring(0, 6)));
  }

  @ParameterizedTest
  @CsvSource({
    "{}",
    "[]",
    "'{\"number\": 4242424242424242}'",
    "'{\"number\": \"4242424242424241\"}'"
  })
  void refusesWhatIsNoCard(String body) throws Exception {
    var answer = post(person, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("42424242");
  }

  @Test
  void whoTriesManyNumbersIsStopped() throws Exception {
    var random = new Random(1);
    var refused = 0;
    // a minute may begin meanwhile: then there are two budgets of five
    for (var i = 0; i < 12; i++) {
      if (register(Numbers.visa(random), "738").statusCode() == 429) refused++;
    }
    assertThat(refused).isBetween(2, 7);
  }

  @Test
  void removingTheCardDestroysTheNumber() throws Exception {
    register(digits, NumberTakingProvider.GOOD);
    var card = cards.list(person).getFirst();
    assertThat(delete(UUID.randomUUID(), card.id()).statusCode()).isEqualTo(404);
    assertThat(delete(person, card.id()).statusCode()).isEqualTo(204);
    assertThat(delete(person, card.id()).statusCode()).isEqualTo(204);
    assertThat(cards.find(person, card.id())).isEmpty();
    assertThat(numberOf(card.name())).isEqualTo("gone");
    // and it can be registered anew
    assertThat(register(digits, NumberTakingProvider.GOOD).statusCode()).isEqualTo(201);
    assertThat(cards.list(person).getFirst().fingerprint()).isEqualTo(card.fingerprint());
  }

  @Test
  void aNumberStaysWhileAnAuthorizationMayHaveToBeAskedForAgain() throws Exception {
    register(digits, NumberTakingProvider.GOOD);
    var card = cards.list(person).getFirst();
    node.sql(
        """
        INSERT INTO payments.charge (id, order_kind, order_id, payer_id, card_id, payment_method,
          amount_minor, currency, status, operation, generation, release_wanted, authorized_minor,
          captured_minor, version, looks, intended_at, moved_at, next_wake_at)
        VALUES ('%1$s', 'ride', '%1$s', '%2$s', '%1$s', '%3$s', 1200, 'EUR', 'UNKNOWN', 'AUTHORIZE',
          1, false, 0, 0, 1, 0, now(), now(), now())\
        """
            .formatted(card.id(), person, card.name()));
    delete(person, card.id());
    node.bean(RemoveCard.class).pass();
    assertThat(cards.find(person, card.id())).isEmpty();
    assertThat(numberOf(card.name())).isEqualTo(digits);
    node.sql("DELETE FROM payments.charge WHERE id = '%s'".formatted(card.id()));
    node.bean(RemoveCard.class).pass();
    assertThat(numberOf(card.name())).isEqualTo("gone");
    assertThat(
            node.text(
                "SELECT forget_at IS NULL FROM payments.card WHERE id = '%s'".formatted(card.id())))
        .isEqualTo("t");
  }

  @Test
  void aNumberWhoseCardFindsNoRoomIsNotKept() throws Exception {
    node.sql(
        """
        INSERT INTO payments.card (id, owner_id, token, psp_token, payment_method, brand, last4,
                                   exp_month, exp_year)
        SELECT gen_random_uuid(), '%1$s',
               'card_' || translate(md5('%1$s' || n), '0123456789abcdef', 'bcdfghjklmnpqrst'),
               'pm_' || n, 'pm_' || n, 'visa', '4242', 12, 2034
        FROM generate_series(1, 50) n\
        """
            .formatted(person));
    var answer = register(digits, NumberTakingProvider.GOOD);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("too_many_cards");
    assertThat(numbersKept()).isEqualTo("0");
  }

  @Test
  void noNumberIsTakenUnlessItIsTurnedOn() throws Exception {
    try (var normal = PaymentsNode.serve(PaymentsNode.database(), NOWHERE, Map.of())) {
      var answer = normal.as(person, "CUSTOMER").post(NUMBERS, body(digits, "12", "2034", "737"));
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).doesNotContain(digits);
    }
  }

  @Test
  void itIsNotTurnedOnForAProviderThatTakesTokensOnly() {
    assertThatThrownBy(() ->
            PaymentsNode.start(
                PaymentsNode.database(), NOWHERE, Map.of("souk.vault.numbers", true)))
        .hasStackTraceContaining("takes its own tokens only");
  }

  private static String numberOf(VaultToken token) {
    return switch (node.bean(Vault.class).open(token, "test")) {
      case Opened.Number(var pan, _, _) -> {
        try (pan) {
          yield pan.revealed();
        }
      }
      case Opened.Destroyed _, Opened.Damaged _, Opened.TooMany _, Opened.KeyAway _ -> "gone";
    };
  }

  private HttpResponse<String> register(String number, String cvc) throws Exception {
    return post(person, body(number, "12", "2034", cvc));
  }

  private static String body(String number, String month, String year, String cvc) {
    return "{\"number\": \"%s\", \"exp_month\": %s, \"exp_year\": %s, \"cvc\": \"%s\"}"
        .formatted(number, month, year, cvc);
  }

  private static HttpResponse<String> post(UUID who, String body) throws Exception {
    return node.as(who, "CUSTOMER").post(NUMBERS, body);
  }

  private static HttpResponse<String> delete(UUID who, UUID card) throws Exception {
    return node.as(who, "CUSTOMER").delete("/v1/cards/" + card);
  }
}
