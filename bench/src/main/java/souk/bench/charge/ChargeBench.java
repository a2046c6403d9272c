package souk.bench.charge;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import souk.bench.Benchmark;
import souk.bench.load.Arrivals;
import souk.bench.load.Engines;
import souk.bench.load.Issuer;
import souk.bench.load.ModuleProcess;
import souk.bench.load.OwnCards;
import souk.bench.report.Machine;
import souk.bench.report.Report;
import souk.payments.card.Cards;

/**
 * {@code charge}: card payments through a provider that takes its time, on ten connections, against
 * the same statements with a connection held across the provider's call.
 */
@Command(
    name = "charge",
    mixinStandardHelpOptions = true,
    description = "Authorizations through a slow provider on ten connections, held and not held.")
public final class ChargeBench extends Benchmark {
  static final int CONNECTIONS = 10;
  static final Duration PSP_MEDIAN = Duration.ofMillis(120);
  static final Duration PSP_P99 = Duration.ofMillis(380);

  private static final String DATABASE = "charge";
  private static final double QUESTIONS_PER_SECOND = 20;

  /** Of one processor's time: what is left is done now and then for as long as a process lives. */
  private static final double COMPILERS_QUIET = 0.1;

  /** Each a third of the warm-up. */
  private static final int ROUNDS_MAX = 6;

  @Option(
      names = "--rate",
      defaultValue = "160",
      description = "Payments a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description =
          "Time in which people pay, for each of three parts (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description =
          "Seconds before, which do not count; up to three times as many while the virtual machine"
              + " is still busy with translating (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--payers",
      defaultValue = "1000",
      description = "People with a card, who pay in turn (default: ${DEFAULT-VALUE}).")
  private int payers;

  @Override
  protected Report measure() throws Exception {
    try (var engines = Engines.start()) {
      var issuer = new Issuer();
      var settings = settings(engines, issuer.publicKey(engines.directory()));
      try (var payments = ModuleProcess.start(engines, DATABASE, "souk.dispatch", settings);
          var payouts = payouts(engines, payments, issuer)) {
        say("Registering %d cards …".formatted(payers));
        var people = Payers.register(payments.bean(Cards.class), payers);
        OwnCards.of(engines, DATABASE);
        return measure(new Checkout(payments, people), payouts);
      }
    }
  }

  private static Payouts payouts(Engines engines, ModuleProcess payments, Issuer issuer)
      throws SQLException {
    try (var database = engines.connect(DATABASE)) {
      return Payouts.add(payments, database, issuer);
    }
  }

  private Report measure(Checkout checkout, Payouts payouts) throws Exception {
    warmUp(checkout, payouts);
    say("Authorizing %s a second, %d s …".formatted(rate, seconds));
    var authorized = checkout.authorize(arrivals(1));
    say("Capturing as many, while payees ask for their payouts …");
    var asked = meanwhile(() -> payouts.ask(questions(seconds, 2), seed()));
    var captured = checkout.capture(arrivals(3));
    say("Authorizing as many, each with a connection in hand …");
    var holds = new Holds();
    var held = checkout.authorizeHolding(arrivals(4), holds);
    return new ChargeFindings(rate, authorized, captured, asked.get(), held, holds)
        .report(Machine.here());
  }

  /**
   * The rate rises: a process that has just started cannot do at once what it can do later. Then it
   * stays, until the virtual machine has translated what is worth it: it does so on the same
   * processors.
   */
  private void warmUp(Checkout checkout, Payouts payouts) throws Exception {
    say("Up to %s a second within %d s …".formatted(rate, warmUp));
    var half = Duration.ofSeconds(warmUp).dividedBy(2);
    var asked = meanwhile(() -> payouts.ask(questions(warmUp, 5), seed() + 5));
    var _ = checkout.authorize(Arrivals.rising(rate, half, seed() + 6));
    var _ = checkout.capture(Arrivals.rising(rate, half, seed() + 7));
    asked.get();
    var compilers = new Compilers();
    var took = 1.0;
    var rounds = 0;
    while (took > COMPILERS_QUIET && rounds < ROUNDS_MAX) {
      rounds++;
      var _ = checkout.authorize(Arrivals.atRate(rate, round(), seed() + 10 + rounds));
      var _ = checkout.capture(Arrivals.atRate(rate, round(), seed() + 20 + rounds));
      took = compilers.shareSinceLast();
    }
    var last = "the compilers took %.0f %% of a processor in the last %d s";
    say(
        "Warmed up for another %d s: %s."
            .formatted(
                round().multipliedBy(2L * rounds).toSeconds(),
                last.formatted(100 * took, round().multipliedBy(2).toSeconds())));
  }

  /** Of either of the two use cases. */
  private Duration round() {
    return Duration.ofSeconds(warmUp).dividedBy(6);
  }

  private Arrivals arrivals(long salt) {
    return Arrivals.atRate(rate, Duration.ofSeconds(seconds), seed() + salt);
  }

  private Arrivals questions(int during, long salt) {
    return Arrivals.atRate(QUESTIONS_PER_SECOND, Duration.ofSeconds(during), seed() + salt);
  }

  private static <T> FutureTask<T> meanwhile(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.startVirtualThread(task);
    return task;
  }

  private static Map<String, Object> settings(Engines engines, Path issuerKey) {
    return Map.of(
        "souk.roles",
        "api,worker",
        "souk.embedded",
        true,
        "souk.keys-dir",
        engines.directory().resolve("keys").toString(),
        "souk.identity.sim-issuer-key",
        issuerKey.toString(),
        "datasources.default.request-pool-size",
        CONNECTIONS,
        "stripe.api-base",
        engines.startPsp(PSP_MEDIAN, PSP_P99),
        "stripe.api-key",
        "sk_test_souk_bench",
        MeasuredProvider.SETTING,
        true);
  }
}
