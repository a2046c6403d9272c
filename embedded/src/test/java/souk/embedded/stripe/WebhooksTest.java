package souk.embedded.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.embedded.stripe.money.Pace;
import souk.embedded.stripe.webhook.WebhookTarget;

/** What a listener hears, verified with the real client. */
class WebhooksTest {
  private static final String SECRET = "whsec_test";

  @TempDir private Path directory;
  private final List<Event> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private HttpServer listener;
  private StripeTwin twin;
  private Caller caller;

  @BeforeEach
  void start() throws IOException {
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    listener.createContext("/", this::hear);
    listener.start();
    var options = StripeTwinOptions.inProcess().journal(directory.resolve("psp.jsonl"));
    twin = StripeTwin.start(options.webhooks(target()));
    caller = Caller.of(twin);
  }

  @AfterEach
  void stop() throws IOException {
    twin.close();
    listener.stop(0);
  }

  private WebhookTarget target() {
    var url = URI.create("http://127.0.0.1:" + listener.getAddress().getPort() + "/hook");
    return new WebhookTarget(url, SECRET);
  }

  private void hear(HttpExchange exchange) throws IOException {
    try (exchange) {
      var payload = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
      if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      heard.add(Webhook.constructEvent(payload, signature, SECRET));
      exchange.sendResponseHeaders(200, -1);
    } catch (SignatureVerificationException forged) {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  private List<String> types() {
    return heard.stream().map(Event::getType).toList();
  }

  @Test
  void tellsTheWholeStoryInOrder() throws StripeException {
    var id = caller.authorize("c1").getId();
    caller.capture(id, 1000, "k1");

    await().until(() -> types().contains("payment_intent.succeeded"));

    assertThat(types())
        .containsExactly(
            "payment_intent.created",
            "charge.succeeded",
            "payment_intent.amount_capturable_updated",
            "charge.captured",
            "payment_intent.succeeded");
    var held = (PaymentIntent) heard.get(2).getDataObjectDeserializer().getObject().orElseThrow();
    assertThat(held.getStatus()).isEqualTo("requires_capture");
    assertThat(heard.get(2).getRequest().getIdempotencyKey()).isEqualTo("authorize-c1");
    var taken =
        (PaymentIntent) heard.getLast().getDataObjectDeserializer().getObject().orElseThrow();
    assertThat(taken.getAmountReceived()).isEqualTo(1000);
    var stored = caller.stripe().v1().events().retrieve(heard.getLast().getId());
    assertThat(stored.getType()).isEqualTo("payment_intent.succeeded");
  }

  @Test
  void triesUntilItIsHeard() throws StripeException {
    refusals.set(3);

    caller.authorize("c1");

    await().until(() -> heard.size() == 3);
    assertThat(types()).first().isEqualTo("payment_intent.created");
  }

  @Test
  void saysNothingTwiceForAReplay() throws StripeException {
    caller.authorize("c1");
    caller.authorize("c1");
    caller.cancel(caller.authorize("c2").getId(), "k1");

    await().until(() -> types().contains("payment_intent.canceled"));
    assertThat(types()).filteredOn("payment_intent.created"::equals).hasSize(2);
  }

  @Test
  void tellsTwiceWhenToldTo() throws StripeException {
    twin.inject(Fault.always(FaultKind.WEBHOOK_DUPLICATED).delayedBy(Duration.ofMillis(50)));

    caller.authorize("c1");

    await().until(() -> heard.size() == 6);
    assertThat(heard.stream().map(Event::getId).distinct()).hasSize(3);
  }

  @Test
  void tellsLateEventsAfterTheirSuccessors() throws StripeException {
    twin.inject(Fault.once(FaultKind.WEBHOOK_DELAYED).delayedBy(Duration.ofMillis(400)));

    caller.authorize("c1");

    await().until(() -> heard.size() == 3);
    assertThat(types()).last().isEqualTo("payment_intent.created");
  }

  @Test
  void losesEventsWhenToldTo() throws StripeException {
    twin.inject(Fault.once(FaultKind.WEBHOOK_LOST));

    caller.authorize("c1");

    await().until(() -> heard.size() == 2);
    assertThat(types()).doesNotContain("payment_intent.created");
  }

  @Test
  void tellsSeveralTargetsEachUntilItHears() throws StripeException {
    var second = new WebhookTarget(URI.create(target().url() + "/second"), SECRET);
    twin.alsoSendWebhooksTo(second);
    refusals.set(3);

    caller.authorize("c1");

    await().until(() -> heard.size() == 6);
    assertThat(heard.stream().map(Event::getId).distinct()).hasSize(3);
  }

  @Test
  void tellsWhatHappensByItself() throws StripeException {
    twin.pace(Pace.BRISK.payout(Duration.ofMillis(20)));
    var market = new Marketplace(caller);
    market.earn(10_000, "eur");
    var payee = market.payee("btok_us_verified");
    market.transfer(1_000, payee, "k1");

    market.payOut(1_000, payee, "k2");

    await().until(() -> types().contains("payout.paid"));
    assertThat(heard.stream().filter(event -> event.getType().startsWith("payout.")).toList())
        .extracting(Event::getType)
        .containsExactly("payout.created", "payout.updated", "payout.paid");
    assertThat(heard.getLast().getAccount()).isEqualTo(payee.getId());
  }

  @Test
  void tellsAfterARestartWhatNobodyHeardBefore() throws Exception {
    listener.stop(0);
    IntStream.range(0, 5).forEach(this::authorize);
    assertThat(heard).isEmpty();
    twin.close();
    var options = StripeTwinOptions.inProcess().journal(directory.resolve("psp.jsonl"));
    twin = StripeTwin.start(options);
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext("/", this::hear);
    listener.start();

    twin.sendWebhooksTo(target());

    await().until(() -> heard.size() == 15);
    assertThat(heard.stream().map(Event::getId).distinct()).hasSize(15);
  }

  private void authorize(int number) {
    try {
      caller.authorize("c" + number);
    } catch (StripeException unexpected) {
      throw new AssertionError(unexpected);
    }
  }
}
