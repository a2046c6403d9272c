package souk.embedded.stripe;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.Latency;
import souk.embedded.stripe.money.Pace;
import souk.embedded.stripe.money.SettlementRates;
import souk.embedded.stripe.webhook.WebhookTarget;

/**
 * The twin as a process of its own: says one line when it is ready and runs until it is told to
 * stop.
 */
@Command(
    name = "stripe-twin",
    mixinStandardHelpOptions = true,
    description = "A stateful stand-in for Stripe's API on 127.0.0.1.")
public final class StripeTwinMain implements Callable<Integer> {
  @Option(names = "--port", description = "Where it listens; 0 takes a free one.")
  private int port;

  @Option(names = "--journal", description = "Where it remembers across restarts.")
  private @Nullable Path journal;

  @Option(names = "--latency-median-ms", defaultValue = "20", description = "Median of answers.")
  private long latencyMedianMillis;

  @Option(names = "--latency-p99-ms", description = "99th percentile; the median where absent.")
  private @Nullable Long latencyP99Millis;

  @Option(names = "--seed", defaultValue = "0", description = "Of latencies and faults.")
  private long seed;

  @Option(names = "--webhook-url", description = "Who is told about events.")
  private @Nullable URI webhookUrl;

  @Option(
      names = "--webhook-secret",
      defaultValue = "${env:STRIPE_WEBHOOK_SECRET}",
      description = "The key of the events' signatures; better given as STRIPE_WEBHOOK_SECRET.")
  private @Nullable String webhookSecret;

  @Option(
      names = "--faults",
      defaultValue = "",
      description =
          "Comma-separated [operation/]kind[=probability][xtimes][@delay_ms], such as"
              + " lose_answer=0.05,payment_intents.capture/error_after=0.02.")
  private String faults = "";

  @Option(
      names = "--pace",
      defaultValue = "",
      description =
          "How many milliseconds take what takes Stripe days, such as available=0,payout=200;"
              + " also refund, dispute, evidence, review.")
  private String pace = "";

  @Option(
      names = "--settlement-rates",
      defaultValue = "",
      description =
          "Which currencies the account settles in another, and at what rate from which day, such"
              + " as chf=eur:0.9431,chf@2026-11-24=eur:0.9502; all others settle as they are.")
  private String settlementRates = "";

  private final CommandLine commandLine = new CommandLine(this);

  private StripeTwinMain() {}

  /** Runs the twin. */
  public static void main(String[] args) {
    var status = new StripeTwinMain().commandLine.execute(args);
    if (status != 0) System.exit(status);
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      var twin = StripeTwin.start(options());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(twin)));
      System.out.println(
          "stripe twin ready on %s (seed %d, %d intents remembered)"
              .formatted(twin.baseUrl(), seed, twin.intentCount()));
      new CountDownLatch(1).await();
      return 0;
    } catch (IOException unusable) {
      System.err.println("stripe twin: " + unusable.getMessage());
      return 1;
    }
  }

  private static void stop(StripeTwin twin) {
    try {
      twin.close();
    } catch (IOException failure) {
      System.err.println("stripe twin: " + failure.getMessage());
    }
  }

  private StripeTwinOptions options() {
    try {
      var p99 = latencyP99Millis == null ? latencyMedianMillis : latencyP99Millis;
      var latency = new Latency(Duration.ofMillis(latencyMedianMillis), Duration.ofMillis(p99));
      return new StripeTwinOptions(
          port,
          journal,
          latency,
          seed,
          webhooks(),
          Fault.parse(faults),
          Pace.BRISK.with(pace),
          SettlementRates.parse(settlementRates),
          InstantSource.system());
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(commandLine, String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private @Nullable WebhookTarget webhooks() {
    if (webhookUrl == null) return null;
    if (webhookSecret == null) throw new IllegalArgumentException("--webhook-url needs a secret");
    return new WebhookTarget(webhookUrl, webhookSecret);
  }
}
