package souk.payments.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.embedded.stripe.StripeTwin;
import souk.embedded.stripe.StripeTwinOptions;
import souk.payments.PaymentsNode;
import souk.platform.problem.Problem;

/** Cards over HTTP and as booking sees them. */
class CardsTest {
  private static StripeTwin twin;
  private static PaymentsNode node;
  private static Cards cards;

  @BeforeAll
  static void open() throws IOException {
    twin = StripeTwin.start(StripeTwinOptions.inProcess());
    node = PaymentsNode.serve(PaymentsNode.database(), twin.baseUrl(), Map.of());
    cards = node.bean(Cards.class);
  }

  @AfterAll
  static void close() throws IOException {
    node.close();
    twin.close();
  }

  @Test
  void registersAndListsACard() throws Exception {
    var person = UUID.randomUUID();
    var created = post(person, "{\"psp_token\": \"pm_card_visa\"}");

    assertThat(created.statusCode()).isEqualTo(201);
    var card = cards.list(person).getFirst();
    assertThat(created.body())
        .isEqualTo(
            """
            {"id":"%s","token":"%s","brand":"visa","last4":"4242","exp_month":12,"exp_year":2034}\
            """
                .formatted(card.id(), card.name()));

    post(person, "{\"psp_token\": \"pm_card_amex\"}");
    var list = get(person);
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body())
        .startsWith("{\"items\":[")
        .endsWith("],\"next_cursor\":null}")
        .containsSubsequence("amex", card.id().toString());
  }

  @Test
  void answersTheSameCardForTheSameToken() throws Exception {
    var person = UUID.randomUUID();
    Callable<HttpResponse<String>> register =
        () -> post(person, "{\"psp_token\": \"pm_card_visa\"}");
    try (var phones = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = phones.invokeAll(Stream.generate(() -> register).limit(8).toList());
      for (var answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(201);
        assertThat(answer.get().body()).isEqualTo(answers.getFirst().get().body());
      }
    }
    assertThat(cards.list(person)).hasSize(1);
  }

  @Test
  void aPersonsCardIsNobodyElses() throws Exception {
    var owner = UUID.randomUUID();
    var stranger = UUID.randomUUID();
    var card = cards.register(owner, "pm_card_visa");

    assertThat(cards.find(owner, card.id())).contains(card);
    assertThat(cards.find(stranger, card.id())).isEmpty();
    assertThat(get(stranger).body()).isEqualTo("{\"items\":[],\"next_cursor\":null}");
    assertThat(cards.register(stranger, "pm_card_visa").id()).isNotEqualTo(card.id());
  }

  @Test
  void refusesATokenTheProviderDoesNotKnow() throws Exception {
    var answer = post(UUID.randomUUID(), "{\"psp_token\": \"pm_nobody\"}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"code\":\"card_refused\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"psp_token\": null}",
        "{\"psp_token\": \"\"}",
        "{\"psp_token\": 4242424242424242}",
        "{\"psp_token\": \"4242424242424242\"}",
        "{\"psp_token\": \"pm_1/../../refunds\"}",
        "{\"psp_token\": [\"pm_card_visa\"]}"
      })
  void refusesWhatIsNoToken(String body) throws Exception {
    var person = UUID.randomUUID();
    var answer = post(person, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(answer.body()).doesNotContain("4242424242424242");
    assertThat(cards.list(person)).isEmpty();
  }

  @Test
  void isForCustomers() throws Exception {
    var anonymous = HttpRequest.newBuilder(node.uri("/v1/cards")).build();
    try (var http = HttpClient.newHttpClient()) {
      assertThat(http.send(anonymous, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }
    var driver = node.as(UUID.randomUUID(), "DRIVER");
    assertThat(driver.get("/v1/cards").statusCode()).isEqualTo(403);
  }

  @Test
  void hasRoomForFiftyCards() {
    var person = UUID.randomUUID();
    node.sql(
        """
        INSERT INTO payments.card (id, owner_id, token, psp_token, payment_method, brand, last4,
                                   exp_month, exp_year)
        SELECT gen_random_uuid(), '%s',
               'card_' || translate(md5(n::text), '0123456789abcdef', 'bcdfghjklmnpqrst'), 'pm_' || n, 'pm_' || n, 'visa', '4242', 12, 2034
        FROM generate_series(1, 50) n\
        """
            .formatted(person));
    assertThatThrownBy(() -> cards.register(person, "pm_card_visa"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("too_many_cards"));
    assertThat(cards.list(person)).hasSize(50);
  }

  private static HttpResponse<String> post(UUID person, String body) throws Exception {
    return node.as(person, "CUSTOMER").post("/v1/cards", body);
  }

  private static HttpResponse<String> get(UUID person) throws Exception {
    return node.as(person, "CUSTOMER").get("/v1/cards");
  }
}
