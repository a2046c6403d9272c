package souk.sim.phone;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import souk.sim.client.Api;
import souk.sim.client.Call;
import souk.sim.client.Caller;
import souk.sim.client.Credentials;
import souk.sim.client.TokenMint;
import souk.sim.journal.Journal;
import souk.sim.measure.Latencies;
import souk.sim.measure.Milestones;
import souk.sim.measure.Roster;
import souk.sim.measure.Tally;
import souk.sim.plan.Fingers;
import souk.sim.plan.Person;
import souk.sim.plan.Role;
import souk.sim.plan.Streams;
import souk.sim.plan.Stretch;
import souk.sim.road.Roads;
import souk.sim.trace.Traces;

/**
 * What all phones of one run share.
 *
 * @param cityId the city's slug on the server
 * @param driversApi the server that drivers' phones speak with
 * @param nonce what tells this run's idempotency keys from another run's
 */
public record City(
    String cityId,
    String nonce,
    long seed,
    Api api,
    Api driversApi,
    TokenMint mint,
    Roads roads,
    Journal.Keeper keeper,
    Latencies latencies,
    Milestones milestones,
    Tally tally,
    Roster roster,
    Traces traces,
    Hours hours) {

  /** The server that a person's phone speaks with. */
  Api apiOf(Person person) {
    return switch (person.role()) {
      case DRIVER -> driversApi;
      case CUSTOMER, OPS -> api;
    };
  }

  /** When the city is open; its clock begins when the first rider may arrive. */
  public static final class Hours {
    private final CountDownLatch opening = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile long openedNanos;

    /** Riders arrive from now on. */
    public void open() {
      openedNanos = System.nanoTime();
      opening.countDown();
    }

    /** Drivers finish what they do and go home. */
    public void close() {
      closing.countDown();
    }

    /** Whether riders arrive, or have arrived. */
    public boolean isOpen() {
      return opening.getCount() == 0;
    }

    /** Whether drivers go home. */
    public boolean isClosing() {
      return closing.getCount() == 0;
    }

    /** The instant of {@link System#nanoTime} that is this long after the opening. */
    long nanosAt(Duration sinceOpening) {
      return openedNanos + sinceOpening.toNanos();
    }

    /** Waits so long; answers whether drivers go home by then. */
    boolean closesWithin(Duration duration) throws InterruptedException {
      return closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How long the city has been open. */
    Duration sinceOpening() {
      return Duration.ofNanos(System.nanoTime() - openedNanos);
    }

    /** Whether it is that time now. */
    boolean isDuring(Stretch stretch) {
      var now = System.nanoTime();
      return isOpen() && now - nanosAt(stretch.from()) >= 0 && now - nanosAt(stretch.until()) < 0;
    }

    void sleepUntil(Duration sinceOpening) throws InterruptedException {
      opening.await();
      TimeUnit.NANOSECONDS.sleep(nanosAt(sinceOpening) - System.nanoTime());
    }
  }

  /** A new phone for somebody. */
  Phone phone(Person person, Fingers fingers) {
    return new Phone(this, person, fingers);
  }

  /** What somebody proves himself with. */
  public Credentials credentials(Person person) {
    return new Credentials(mint, person, InstantSource.system());
  }

  /** The calls of the operator, who lets drivers drive and asks for the audit. */
  public Caller operator() {
    var person = Person.of(seed, Role.OPS, 0);
    var jitter = new Streams(seed).of(person.name(), "jitter");
    return new Caller(api, credentials(person), jitter);
  }

  /** Lets a driver drive. */
  void approve(UUID driver) throws InterruptedException {
    var _ = operator().call(Call.post("/v1/ops/drivers/" + driver + "/approve"));
  }
}
