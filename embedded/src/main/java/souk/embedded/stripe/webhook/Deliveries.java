package souk.embedded.stripe.webhook;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import souk.embedded.stripe.account.Event;
import souk.embedded.stripe.api.StripeApi;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.FaultKind;
import souk.embedded.stripe.fault.Mishaps;
import souk.embedded.stripe.shape.RecordJson;

/** Carries events to one target: in order for each intent, again and again until acknowledged. */
final class Deliveries implements AutoCloseable {
  private static final System.Logger log = System.getLogger(Deliveries.class.getName());
  private static final int LANES = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration GIVE_UP = Duration.ofDays(3);
  private static final long PAUSE_MILLIS_MIN = 100;
  private static final long PAUSE_MILLIS_MAX = 5_000;

  private final WebhookTarget target;
  private final StripeApi api;
  private final Mishaps mishaps;
  private final InstantSource clock;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ExecutorService stragglers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Lane> lanes;

  Deliveries(WebhookTarget target, StripeApi api, Mishaps mishaps, InstantSource clock) {
    this.target = target;
    this.api = api;
    this.mishaps = mishaps;
    this.clock = clock;
    this.lanes = Stream.generate(() -> new Lane(this::carry)).limit(LANES).toList();
  }

  /** Never waits. */
  void accept(Event event) {
    var lane = lanes.get(Math.floorMod(event.lane().hashCode(), LANES));
    if (!lane.offer(event)) log.log(Level.WARNING, "{0} is not sent: too many wait", event.id());
  }

  private void carry(Event event) {
    if (mishaps.ofEvent(FaultKind.WEBHOOK_LOST, event.id()).isPresent()) {
      api.delivered(event.id(), target.name());
      return;
    }
    var duplicate = mishaps.ofEvent(FaultKind.WEBHOOK_DUPLICATED, event.id());
    duplicate.ifPresent(fault -> later(event, fault));
    var delay = mishaps.ofEvent(FaultKind.WEBHOOK_DELAYED, event.id());
    delay.ifPresentOrElse(fault -> later(event, fault), () -> sendUntilAcknowledged(event));
  }

  private void later(Event event, Fault fault) {
    stragglers.execute(() -> {
      if (paused(fault.delay().toMillis())) sendUntilAcknowledged(event);
    });
  }

  private void sendUntilAcknowledged(Event event) {
    var payload = api.inspect(account -> RecordJson.of(event, account).toString());
    for (long pause = PAUSE_MILLIS_MIN; ; pause = Math.min(2 * pause, PAUSE_MILLIS_MAX)) {
      if (acknowledged(payload)) {
        api.delivered(event.id(), target.name());
        return;
      }
      if (event.at().plus(GIVE_UP).isBefore(clock.instant()) || !paused(pause)) return;
    }
  }

  private boolean acknowledged(String payload) {
    try {
      var status = http.send(request(payload), BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    } catch (IOException nobodyThere) {
      return false;
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Signed anew for every attempt, as Stripe does: listeners refuse old signatures. */
  private HttpRequest request(String payload) {
    var signature = WebhookSignature.of(payload, target.secret(), clock.instant());
    return HttpRequest.newBuilder(target.url())
        .timeout(PATIENCE)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Stripe-Signature", signature)
        .POST(BodyPublishers.ofString(payload))
        .build();
  }

  private static boolean paused(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    lanes.forEach(Lane::close);
    stragglers.shutdownNow();
    http.shutdownNow();
    lanes.forEach(Lane::awaitEnd);
    stragglers.close();
  }
}
