package souk.embedded.stripe;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.fault.Fault;
import souk.embedded.stripe.fault.Latency;
import souk.embedded.stripe.money.Pace;
import souk.embedded.stripe.money.SettlementRates;
import souk.embedded.stripe.webhook.WebhookTarget;

/**
 * How a twin is to be.
 *
 * @param port where it listens on 127.0.0.1; 0 takes a free one
 * @param journal where it remembers across restarts; null forgets
 * @param seed of latencies and faults; ids are never drawn from it, so that twins do not collide
 * @param webhooks who is told about events; null is nobody
 * @param pace how long what takes Stripe days takes the twin
 * @param rates which currencies are settled in which, and at what rate
 * @param clock what the twin takes for the time
 */
public record StripeTwinOptions(
    int port,
    @Nullable Path journal,
    Latency latency,
    long seed,
    @Nullable WebhookTarget webhooks,
    List<Fault> faults,
    Pace pace,
    SettlementRates rates,
    InstantSource clock) {
  public StripeTwinOptions {
    faults = List.copyOf(faults);
  }

  /** A twin for a test: a free port, no latency, no faults, nothing remembered. */
  public static StripeTwinOptions inProcess() {
    return new StripeTwinOptions(
        0,
        null,
        Latency.NONE,
        0,
        null,
        List.of(),
        Pace.BRISK,
        SettlementRates.NONE,
        InstantSource.system());
  }

  /** The same on that port. */
  public StripeTwinOptions port(int newPort) {
    return new StripeTwinOptions(
        newPort, journal, latency, seed, webhooks, faults, pace, rates, clock);
  }

  /** The same with a journal. */
  public StripeTwinOptions journal(Path file) {
    return new StripeTwinOptions(port, file, latency, seed, webhooks, faults, pace, rates, clock);
  }

  /** The same with answers that take that long. */
  public StripeTwinOptions latency(Duration fixed) {
    return latency(Latency.fixed(fixed));
  }

  /** The same with answers that take that long. */
  public StripeTwinOptions latency(Latency newLatency) {
    return new StripeTwinOptions(
        port, journal, newLatency, seed, webhooks, faults, pace, rates, clock);
  }

  /** The same with that seed. */
  public StripeTwinOptions seed(long newSeed) {
    return new StripeTwinOptions(
        port, journal, latency, newSeed, webhooks, faults, pace, rates, clock);
  }

  /** The same with somebody to tell about events. */
  public StripeTwinOptions webhooks(WebhookTarget target) {
    return new StripeTwinOptions(port, journal, latency, seed, target, faults, pace, rates, clock);
  }

  /** The same with those faults in force. */
  public StripeTwinOptions faults(List<Fault> newFaults) {
    return new StripeTwinOptions(
        port, journal, latency, seed, webhooks, newFaults, pace, rates, clock);
  }

  /** The same at that pace. */
  public StripeTwinOptions pace(Pace newPace) {
    return new StripeTwinOptions(
        port, journal, latency, seed, webhooks, faults, newPace, rates, clock);
  }

  /** The same with what moves the balance settled so. */
  public StripeTwinOptions rates(SettlementRates newRates) {
    return new StripeTwinOptions(
        port, journal, latency, seed, webhooks, faults, pace, newRates, clock);
  }

  /** The same on that clock. */
  public StripeTwinOptions clock(InstantSource newClock) {
    return new StripeTwinOptions(
        port, journal, latency, seed, webhooks, faults, pace, rates, newClock);
  }
}
