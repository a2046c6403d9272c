package souk.payments.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.payments.charge.Till.GOOD_CARD;
import static souk.payments.charge.Till.TEN;
import static souk.payments.charge.Till.TWELVE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import souk.payments.card.Cards;
import souk.payments.order.OrderRef;
import souk.payments.psp.PaymentOption;
import souk.payments.webhook.Sender;

/**
 * Orders of which the provider knows more than we do, the same ones in every world, and nobody
 * looks before a webhook says so.
 */
final class WebhookWorld implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FATES = 8;

  final Till till = Till.serve(Map.of("stripe.webhook-secret", Sender.SECRET));
  private final Sender sender = Sender.to(till.node);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Charges losing = till.charges(OtherPsp.losingAnswers());
  private final ChargeResolver resolver = till.resolver(till.charges);
  private final List<String> log;

  WebhookWorld(int orders) {
    IntStream.range(0, orders)
        .boxed()
        .gather(Gatherers.mapConcurrent(4, this::live))
        .forEach(_ -> {});
    till.node.sql(
        """
        UPDATE payments.charge SET next_wake_at = clock_timestamp() + interval '1 hour'
        WHERE settled_at IS NULL\
        """);
    log = readLog();
  }

  private int live(int number) {
    var request = request(number);
    var id = request.chargeId();
    switch (number % FATES) {
      case 0 -> losing.authorize(request);
      case 1 -> {
        till.charges.authorize(request);
        losing.capture(id, TEN);
      }
      case 2 -> {
        till.charges.authorize(request);
        losing.release(id);
      }
      case 3 -> {
        till.charges.authorize(request);
        atProvider(id, "cancel");
      }
      case 4 -> {
        till.charges.authorize(request);
        atProvider(id, "capture");
      }
      case 5, 6 -> {
        till.charges.authorize(request.with(PaymentOption.PAYER_PRESENT));
        till.twin.authenticate(till.column(id, "psp_reference"), number % FATES == 5);
      }
      default -> {
        till.charges.authorize(request);
        till.charges.capture(id, TEN);
      }
    }
    return number;
  }

  private AuthorizeCharge request(int number) {
    var payer = id("payer", number);
    var card = till.node.bean(Cards.class).register(payer, card(number));
    var order = new OrderRef("ride", id("order", number));
    return new AuthorizeCharge(id("charge", number), order, payer, card.id(), TWELVE);
  }

  private static String card(int number) {
    var fate = number % FATES;
    return fate == 5 || fate == 6 ? "pm_card_threeDSecure2Required" : GOOD_CARD;
  }

  private static UUID id(String what, int number) {
    return UUID.nameUUIDFromBytes((what + number).getBytes(StandardCharsets.UTF_8));
  }

  /** Somebody at the provider's own pages. */
  private void atProvider(UUID chargeId, String operation) {
    var path =
        "/v1/payment_intents/%s/%s".formatted(till.column(chargeId, "psp_reference"), operation);
    var request = provider(path).POST(BodyPublishers.noBody());
    assertThat(send(request)).contains("\"status\"");
  }

  private HttpRequest.Builder provider(String path) {
    return HttpRequest.newBuilder(URI.create(till.twin.baseUrl() + path))
        .header("Authorization", "Bearer sk_test_souk");
  }

  private String send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** Every event of the provider, the oldest first. */
  List<String> log() {
    return log;
  }

  private List<String> readLog() {
    var newestFirst = new ArrayList<String>();
    JsonNode page;
    var after = "";
    do {
      page = read(send(provider("/v1/events?limit=100" + after).GET()));
      page.path("data").forEach(event -> newestFirst.add(event.toString()));
      after =
          "&starting_after="
              + page.path("data").path(page.path("data").size() - 1).path("id").asText();
    } while (page.path("has_more").asBoolean());
    return newestFirst.reversed();
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void tell(String event) {
    assertThat(sender.send(event, Sender.SECRET)).isEqualTo(200);
  }

  /** The same, said by somebody else, as an event of its own. */
  void tellForged(String event) {
    var forged = (ObjectNode) read(event);
    forged.put("id", "evt_" + UUID.randomUUID());
    assertThat(sender.send(forged.toString(), "whsec_guessed")).isEqualTo(400);
  }

  /** Handles what was told, and lets the resolver look at what was woken. */
  void settle() {
    sender.pass();
    resolver.pass();
  }

  int kept() {
    return Integer.parseInt(till.node.text("SELECT count(*) FROM payments.webhook_event"));
  }

  int longestChain() {
    return Integer.parseInt(till.node.text("SELECT max(entries) FROM payments.ledger_account"));
  }

  /** Of all journals by key with what they say and where it was entered, and of every charge. */
  String digest() {
    return till.node.text(
        """
        SELECT (SELECT encode(sha256(convert_to(coalesce(string_agg(
                  journal.key || encode(content, 'hex') || account.key || amount_minor,
                  E'\\n' ORDER BY journal.key, account.key, amount_minor), ''), 'UTF8')), 'hex')
                FROM payments.ledger_journal journal
                JOIN payments.ledger_entry entry ON entry.journal_id = journal.id
                JOIN payments.ledger_account account ON account.id = entry.account_id)
            || (SELECT md5(string_agg(id || status || captured_minor, E'\\n' ORDER BY id))
                FROM payments.charge)\
        """);
  }

  @Override
  public void close() {
    http.close();
    sender.close();
    till.close();
  }
}
