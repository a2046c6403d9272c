package souk.dispatch.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static souk.dispatch.ApiCalls.ok;
import static souk.dispatch.ApiCalls.refused;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import souk.dispatch.ApiCalls;
import souk.dispatch.Phones;
import souk.platform.timeline.TimelineSource;

/** What phones are told of a conversation, and what operations may read of it. */
class ChatApiTest {
  private static final UUID OPERATOR = UUID.randomUUID();

  private static ChatCity chat;
  private static ApiCalls api;
  private static Phones phones;

  @BeforeAll
  static void open() {
    chat = ChatCity.serve(Map.of("souk.roles", "api,worker"));
    api = new ApiCalls(chat.city::uri);
    phones = new Phones(chat.city);
  }

  @AfterAll
  static void close() {
    chat.close();
  }

  @Test
  void bothPhonesAreToldEachMessageInTheConversationsOrder() {
    var pair = chat.pair();
    for (int n = 1; n <= 6; n++) {
      chat.send(n % 2 == 0 ? pair.rider() : pair.driver(), pair.trip(), "message " + n);
    }
    var expected = IntStream.rangeClosed(1, 6).mapToObj(n -> n + " message " + n).toList();
    for (var person : List.of(pair.rider(), pair.driver())) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(told(person)).isEqualTo(expected));
    }
    var message = phones.told(pair.rider(), "chat.message").getFirst();
    assertThat(message.path("subject").asText()).isEqualTo(pair.trip().toString());
    assertThat(message.path("version").asLong()).isZero();
    assertThat(message.toString())
        .as("nobody learns who the other is")
        .doesNotContain(pair.driver().toString(), pair.rider().toString(), "Rita", "Dina");
  }

  @Test
  void eachKnowsWhatHeHasNotReadAndUpToWhereTheOtherHas() {
    var pair = chat.pair();
    for (int n = 1; n <= 3; n++) chat.send(pair.driver(), pair.trip(), "message " + n);
    chat.send(pair.rider(), pair.trip(), "answer");

    assertThat(state(pair.rider(), "CUSTOMER", pair).path("unread").asInt()).isEqualTo(3);
    assertThat(state(pair.driver(), "DRIVER", pair).path("unread").asInt()).isEqualTo(1);
    assertThat(chat.city.bean(Chats.class).unread(pair.rider()))
        .singleElement()
        .satisfies(page -> assertThat(page.messages()).hasSize(4));

    assertThat(read(pair.rider(), "CUSTOMER", pair, 2).path("unread").asInt()).isEqualTo(1);
    assertThat(read(pair.rider(), "CUSTOMER", pair, 1).path("read_up_to").asInt())
        .as("less than before changes nothing")
        .isEqualTo(2);
    assertThat(read(pair.rider(), "CUSTOMER", pair, 99).path("read_up_to").asInt()).isEqualTo(4);
    assertThat(state(pair.driver(), "DRIVER", pair).path("other_read_up_to").asInt()).isEqualTo(4);
    assertThat(chat.city.bean(Chats.class).unread(pair.rider())).isEmpty();
  }

  @Test
  void whoComesBackAsksForWhatFollows() {
    var pair = chat.pair();
    for (int n = 1; n <= 5; n++) chat.send(pair.driver(), pair.trip(), "message " + n);
    var path = path(pair) + "?after=2&limit=2";
    var messages = ok(api.get(pair.rider(), "CUSTOMER", path)).path("messages");
    assertThat(messages).hasSize(2);
    assertThat(messages.get(0).path("text").asText()).isEqualTo("message 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?after=-1", "?after=x", "?limit=0", "?limit=101"})
  void aBadPageIsABadRequest(String query) {
    var pair = chat.pair();
    var answer = api.get(pair.rider(), "CUSTOMER", path(pair) + query);
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"up_to\": -1}", "{\"up_to\": null}", "{\"up_to\": \"all\"}"})
  void aBadMarkIsABadRequest(String body) {
    var pair = chat.pair();
    var answer = api.call(pair.rider(), "CUSTOMER", "POST", path(pair) + "/read", body);
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void strangersAndOthersRolesGetNothing() {
    var pair = chat.pair();
    refused(api.get(UUID.randomUUID(), "DRIVER", path(pair)), 404, "not_found");
    refused(api.get(OPERATOR, "OPS", path(pair)), 403, "forbidden");
    var transcript = "/v1/ops/trips/" + pair.trip() + "/chat";
    var why = "{\"reason\": \"x\"}";
    refused(api.call(pair.rider(), "CUSTOMER", "POST", transcript, why), 403, "forbidden");
    refused(api.get(pair.rider(), "CUSTOMER", "/v1/ops/chat-concerns"), 403, "forbidden");
  }

  @Test
  void wordsOfDangerGoToOperations() {
    var pair = chat.pair();
    chat.send(pair.rider(), pair.trip(), "Nice weather");
    chat.send(pair.rider(), pair.trip(), "Stop, you are DRUNK");
    var found = ok(api.get(OPERATOR, "OPS", "/v1/ops/chat-concerns?limit=1")).path("items");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("trip_id").asText()).isEqualTo(pair.trip().toString());
    assertThat(found.get(0).path("text").asText()).isEqualTo("Stop, you are DRUNK");
  }

  @Test
  void operationsSeeThatMessagesWereSentAndReadThemForAReasonThatIsRemembered() {
    var pair = chat.pair();
    chat.send(pair.rider(), pair.trip(), "You said ten minutes");
    assertThat(timeline(pair)).contains("chat.message_sent").doesNotContain("ten minutes");

    var path = "/v1/ops/trips/" + pair.trip() + "/chat";
    for (var body : List.of("{}", "{\"reason\": \" \"}", "")) {
      assertThat(api.call(OPERATOR, "OPS", "POST", path, body).statusCode()).isEqualTo(400);
    }
    assertThat(timeline(pair)).doesNotContain("chat.read");
    var read = ok(api.call(OPERATOR, "OPS", "POST", path, "{\"reason\": \"complaint 7\"}"));
    assertThat(read.path("messages").get(0).path("text").asText())
        .isEqualTo("You said ten minutes");
    var log = ok(api.get(OPERATOR, "OPS", "/v1/ops/actions?subject_id=" + pair.trip()));
    assertThat(log.path("items")).hasSize(1);
    assertThat(log.path("items").get(0).path("reason").asText()).isEqualTo("complaint 7");
    assertThat(timeline(pair)).contains("chat.read");
    var unknown = "/v1/ops/trips/" + UUID.randomUUID() + "/chat";
    refused(api.call(OPERATOR, "OPS", "POST", unknown, "{\"reason\": \"x\"}"), 404, "not_found");
  }

  private static List<String> told(UUID person) {
    return phones.told(person, "chat.message").stream()
        .map(message -> message.path("data"))
        .map(data -> data.path("seq").asLong() + " " + data.path("text").asText())
        .toList();
  }

  private static String timeline(ChatCity.Pair pair) {
    return chat.city.bean(ApplicationContext.class).getBeansOfType(TimelineSource.class).stream()
        .flatMap(source -> source.of(pair.trip()).stream())
        .toList()
        .toString();
  }

  private static JsonNode state(UUID person, String role, ChatCity.Pair pair) {
    return ok(api.get(person, role, path(pair))).path("chat");
  }

  private static JsonNode read(UUID person, String role, ChatCity.Pair pair, int upTo) {
    var body = "{\"up_to\": %d}".formatted(upTo);
    return ok(api.call(person, role, "POST", path(pair) + "/read", body));
  }

  private static String path(ChatCity.Pair pair) {
    return "/v1/trips/" + pair.trip() + "/chat";
  }
}
