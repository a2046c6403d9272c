package souk.sim.plan;

import java.time.Duration;

/** The connection losses of one phone, decided before the run. */
public final class Outages {
  private final Streams streams;
  private final String person;
  private final String occasion;
  private final Duration upMean;
  private final Habits.Network habits;

  private Outages(
      Streams streams, String person, String occasion, Duration upMean, Habits.Network habits) {
    this.streams = streams;
    this.person = person;
    this.occasion = occasion;
    this.upMean = upMean;
    this.habits = habits;
  }

  static Outages of(Streams streams, Person person, Duration upMean, Habits.Network habits) {
    return new Outages(streams, person.name(), "", upMean, habits);
  }

  /** The losses of the same phone during one ride, which do not depend on those before. */
  public Outages duringRide(int nth) {
    return new Outages(streams, person, "/ride/" + nth, upMean, habits);
  }

  /** The n-th loss, from 0. */
  public Outage nth(int n) {
    var random = streams.of(person, "outage" + occasion + "/" + n);
    return new Outage(
        Span.exponential(upMean, random),
        habits.down().draw(random),
        random.nextDouble() < habits.restartShare());
  }
}
