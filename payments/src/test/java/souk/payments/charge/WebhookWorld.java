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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import souk.embedded.stripe.StripeTwinOptions;
import souk.embedded.stripe.money.Pace;
import souk.payments.card.Cards;
import souk.payments.history.AtProvider;
import souk.payments.order.OrderRef;
import souk.payments.psp.PaymentOption;
import souk.payments.webhook.Sender;

/**
 * Orders of which the provider knows more than we do, the same ones in every world, and nobody
 * looks before a webhook says so.
 */
final class WebhookWorld implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of charges the first eight, of what was taken the others. */
  static final int FATES = 15;

  private static final int SHOWN_MAX = 20;

  final Till till =
      Till.serve(
          StripeTwinOptions.inProcess()
              .pace(Pace.BRISK.with("available=0,payout=0,refund=0,dispute=0,review=0")),
          Map.of("stripe.webhook-secret", Sender.SECRET, "souk.payouts.calls-per-second", 100_000));
  private final Sender sender = Sender.to(till.node);
  private final AtProvider provider = new AtProvider(till.twin);
  final TakenMoney taken = new TakenMoney(till, provider);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Charges losing = till.charges(OtherPsp.losingAnswers());
  private final ChargeResolver resolver = till.resolver(till.charges);
  private final List<String> log;

  WebhookWorld(int orders) {
    IntStream.range(0, orders)
        .boxed()
        .gather(Gatherers.mapConcurrent(4, this::live))
        .forEach(_ -> {});
    IntStream.range(0, orders).forEach(this::goOn);
    taken.isPaidOut();
    taken.isLeftAlone();
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

  /** What becomes of the money of those whose it was taken, one after the other. */
  private void goOn(int number) {
    var charge = id("charge", number);
    switch (number % FATES) {
      case 8 -> taken.isGivenBack(charge);
      case 9 -> taken.isGivenBackInVain(charge);
      case 10 -> taken.isDisputed(charge, false, true);
      case 11 -> taken.isDisputed(charge, false, false);
      case 12 -> taken.isDisputed(charge, true, true);
      case 13, 14 -> taken.isEarned(order(number), id("payee", number), number % FATES == 14);
      default -> {}
    }
  }

  private AuthorizeCharge request(int number) {
    var payer = id("payer", number);
    var card = till.node.bean(Cards.class).register(payer, card(number));
    return new AuthorizeCharge(id("charge", number), order(number), payer, card.id(), TWELVE);
  }

  private static OrderRef order(int number) {
    return new OrderRef("ride", id("order", number));
  }

  private static String card(int number) {
    return switch (number % FATES) {
      case 5, 6 -> "pm_card_threeDSecure2Required";
      case 8 -> "pm_card_pendingRefund";
      default -> GOOD_CARD;
    };
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

  /** Every event of the provider, of each account the oldest first. */
  List<String> log() {
    return log;
  }

  /** Of our own account and of the payees'. */
  private List<String> readLog() {
    var payees =
        till.node.lines(
            "SELECT psp_account FROM payments.payee WHERE psp_account IS NOT NULL ORDER BY id");
    return Stream.concat(
            provider.all("/v1/events").stream(),
            payees.stream().flatMap(account -> provider.all("/v1/events", account).stream()))
        .map(JsonNode::toString)
        .toList();
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What an event is about, such as {@code charge.dispute.closed}. */
  static String type(String event) {
    return read(event).path("type").asText();
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

  /** Handles what was told, and lets the resolvers look at what was woken. */
  void settle() {
    sender.pass();
    resolver.pass();
    taken.pass();
  }

  int kept() {
    return Integer.parseInt(till.node.text("SELECT count(*) FROM payments.webhook_event"));
  }

  int longestChain() {
    return Integer.parseInt(till.node.text("SELECT max(entries) FROM payments.ledger_account"));
  }

  /** Some of what is said here and not there. */
  List<String> besides(WebhookWorld there) {
    var said = Set.copyOf(WorldDigest.lines(there.till.node));
    return WorldDigest.lines(till.node).stream()
        .filter(line -> !said.contains(line))
        .limit(SHOWN_MAX)
        .toList();
  }

  String digest() {
    return WorldDigest.of(till.node);
  }

  @Override
  public void close() {
    http.close();
    provider.close();
    sender.close();
    till.close();
  }
}
