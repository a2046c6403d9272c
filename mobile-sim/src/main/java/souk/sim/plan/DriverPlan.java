package souk.sim.plan;

import java.time.Duration;
import java.util.Locale;
import souk.sim.plan.OfferChoice.Decision;
import souk.sim.road.Places;
import souk.sim.road.Point;

/** One driver: where he starts and every decision he will take, each drawn by its own number. */
public final class DriverPlan {
  private static final Span POSITION_PHASE = Span.ofMillis(0, 4_000);

  private final Person person;
  private final Streams streams;
  private final Habits habits;
  private final Places places;
  private final Point home;

  DriverPlan(Person person, Streams streams, Habits habits, Places places) {
    this.person = person;
    this.streams = streams;
    this.habits = habits;
    this.places = places;
    home = places.anywhere(streams.of(person.name(), "home"));
  }

  /** Who drives. */
  public Person person() {
    return person;
  }

  /** Where the driver is when the city opens. */
  public Point home() {
    return home;
  }

  /** Share of the road's speed he drives at, at most 1. */
  public double pace() {
    var random = streams.of(person.name(), "pace");
    var paceMin = habits.driving().paceMin();
    return paceMin + (1 - paceMin) * random.nextDouble();
  }

  /** A number plate nobody else of this seed has. */
  public String plate() {
    return String.format(Locale.ROOT, "SIM-%04d", person.number());
  }

  /**
   * How far his clock for positions is behind the others', so that phones do not speak in chorus.
   */
  public Duration positionPhase() {
    return POSITION_PHASE.draw(streams.of(person.name(), "phase"));
  }

  /** What he does with the n-th offer he hears of, from 0. */
  public OfferChoice offer(int n) {
    var random = streams.of(person.name(), "offer/" + n);
    var driving = habits.driving();
    var luck = random.nextDouble();
    var think = driving.offerThink().draw(random);
    if (luck < driving.acceptShare()) return new OfferChoice(Decision.ACCEPT, think);
    var declines = luck < driving.acceptShare() + driving.declineShare();
    return new OfferChoice(declines ? Decision.DECLINE : Decision.IGNORE, think);
  }

  /** What he does the n-th time he has no work, from 0. */
  public Wander wander(int n) {
    var random = streams.of(person.name(), "wander/" + n);
    var stand = habits.driving().stand().draw(random);
    return new Wander(stand, places.near(home, random));
  }

  /** How long the n-th passenger needs to get in, from 0. */
  public Duration boarding(int n) {
    var random = streams.of(person.name(), "boarding/" + n);
    return habits.driving().boarding().draw(random);
  }

  /** His connection losses. */
  public Outages outages() {
    return Outages.of(streams, person, habits.network().driverUpMean(), habits.network());
  }
}
