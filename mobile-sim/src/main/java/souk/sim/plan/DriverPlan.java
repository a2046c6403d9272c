package souk.sim.plan;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import souk.sim.plan.OfferChoice.Decision;
import souk.sim.road.Places;
import souk.sim.road.Point;

/** One driver: where he starts and every decision he will take, each drawn by its own number. */
public final class DriverPlan {
  /** Longer than the 30 s after which nobody may be offered work. */
  private static final Duration DROP_OUT_MIN = Duration.ofSeconds(45);

  private static final Span POSITION_PHASE = Span.ofMillis(0, 4_000);

  private final Person person;
  private final Streams streams;
  private final Habits habits;
  private final Places places;
  private final Duration window;
  private final Point home;
  private final Optional<Replay> replay;

  /**
   * What is played again of a driver.
   *
   * @param dropOuts share of drivers who stop to send positions
   */
  record Replay(Track track, double dropOuts) {}

  DriverPlan(
      Person person,
      Streams streams,
      Habits habits,
      Places places,
      Duration window,
      Optional<Replay> replay) {
    this.person = person;
    this.streams = streams;
    this.habits = habits;
    this.places = places;
    this.window = window;
    this.replay = replay;
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

  /** What he does with the n-th other destination that he is asked about, from 0. */
  public OfferChoice.Decision redirection(int n) {
    return new Detours(streams, person, 0, places).answer(n);
  }

  /** How long the n-th passenger needs to get in, from 0. */
  public Duration boarding(int n) {
    var random = streams.of(person.name(), "boarding/" + n);
    return habits.driving().boarding().draw(random);
  }

  /** When he works. */
  public Hours hours() {
    var shifts = habits.shifts();
    var late = draw("shift/late");
    var pause = draw("shift/pause");
    var end = draw("shift/end");
    return new Hours(
        late.nextDouble() < shifts.lateShare() ? share(0.4 * late.nextDouble()) : Duration.ZERO,
        pause.nextDouble() < shifts.pauseShare()
            ? Optional.of(
                new Hours.Pause(share(0.8 * pause.nextDouble()), shifts.pause().draw(pause)))
            : Optional.empty(),
        end.nextDouble() < shifts.leaveShare()
            ? Optional.of(share(0.5 + 0.5 * end.nextDouble()))
            : Optional.empty());
  }

  /** What his phone receives and sends. */
  public Reception reception() {
    return new Reception(streams, person, habits.radio());
  }

  /** When his app sends no positions though he is on line and hears everything. */
  public Optional<Stretch> dropOut() {
    var random = draw("drop-out");
    var chosen = replay.filter(played -> random.nextDouble() < played.dropOuts);
    if (chosen.isEmpty()) return Optional.empty();
    var from = share(0.25 * random.nextDouble());
    var length = DROP_OUT_MIN.plus(share(0.5 * random.nextDouble()));
    return Optional.of(new Stretch(from, from.plus(length)));
  }

  /** Where he was in the run that is played again, if one is. */
  public Optional<Track> track() {
    return replay.map(Replay::track);
  }

  /** How he taps. */
  public Fingers fingers() {
    return new Fingers(streams, person, habits.tapping());
  }

  private RandomGenerator draw(String purpose) {
    return streams.of(person.name(), purpose);
  }

  private Duration share(double ofWindow) {
    return Duration.ofMillis(Math.round(window.toMillis() * ofWindow));
  }

  /** His connection losses. */
  public Outages outages() {
    return Outages.of(streams, person, habits.network().driverUpMean(), habits.network());
  }
}
