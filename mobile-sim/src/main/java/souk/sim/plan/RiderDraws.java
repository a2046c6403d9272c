package souk.sim.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import souk.sim.road.Places;

/** Draws a rider's plan, each ride and each purpose from its own stream. */
final class RiderDraws {
  private static final String PRODUCT = "standard";
  private static final int RIDES_MAX = 5;

  private final Streams streams;
  private final Habits habits;
  private final Places places;
  private final Duration window;

  RiderDraws(Streams streams, Habits habits, Places places, Duration window) {
    this.streams = streams;
    this.habits = habits;
    this.places = places;
    this.window = window;
  }

  RiderPlan rider(Person person) {
    var declined = of(person, "card").nextDouble() < habits.riding().declinedCardShare();
    return new RiderPlan(
        person,
        declined ? RiderPlan.DECLINED_CARD : RiderPlan.GOOD_CARD,
        arrivals(person),
        Outages.of(streams, person, habits.network().riderUpMean(), habits.network()),
        new Fingers(streams, person, habits.tapping()),
        new Detours(streams, person, habits.riding().detourShare(), places));
  }

  /** A rider of a recorded city. */
  RiderPlan rider(Person person, List<Order> orders) {
    return new RiderPlan(
        person,
        orders.getFirst().pspToken(),
        orders.stream().map(Order::arrival).sorted(Comparator.comparing(Arrival::at)).toList(),
        Outages.of(streams, person, habits.network().riderUpMean(), habits.network()),
        new Fingers(streams, person, habits.tapping()),
        new Detours(streams, person, habits.riding().detourShare(), places));
  }

  /**
   * First rides fall on the window as the rush hours say, which is a Poisson process given its
   * number of riders; a next one comes so much later that the one before is over in an undisturbed
   * city.
   */
  private List<Arrival> arrivals(Person person) {
    var random = of(person, "arrival");
    var arrivals = new ArrayList<Arrival>();
    var at =
        Duration.ofMillis((long) (window.toMillis() * habits.rush().instant(random.nextDouble())));
    while (at.compareTo(window) < 0 && arrivals.size() < RIDES_MAX) {
      arrivals.add(arrival(person, arrivals.size(), at));
      if (random.nextDouble() >= habits.riding().nextRideShare()) break;
      var least = habits.riding().betweenRides();
      at = at.plus(least).plus(Span.exponential(least, random));
    }
    return arrivals;
  }

  private Arrival arrival(Person person, int nth, Duration at) {
    var trip = places.shortTrip(of(person, "places/" + nth));
    var mood = of(person, "mood/" + nth);
    var booking = of(person, "booking/" + nth);
    var ahead = bookedAhead(booking);
    var cancelAfter = cancelAfter(of(person, "cancel/" + nth));
    return new Arrival(
        person.name(),
        nth,
        at,
        trip.pickup(),
        trip.dropoff(),
        PRODUCT,
        habits.riding().quoteThink().draw(mood),
        ahead.isPresent() ? dropAfter(booking) : cancelAfter,
        habits.riding().patience().draw(mood),
        ahead,
        of(person, "network/" + nth).nextDouble() < habits.riding().lostAnswerShare());
  }

  private Optional<Duration> bookedAhead(RandomGenerator random) {
    var booking = habits.booking();
    if (random.nextDouble() >= booking.share()) return Optional.empty();
    return Optional.of(booking.ahead().draw(random));
  }

  /** Who calls a booking off does so soon. */
  private Optional<Duration> dropAfter(RandomGenerator random) {
    var booking = habits.booking();
    if (random.nextDouble() >= booking.cancelShare()) return Optional.empty();
    return Optional.of(booking.cancel().draw(random));
  }

  private Optional<Duration> cancelAfter(RandomGenerator random) {
    var riding = habits.riding();
    if (random.nextDouble() >= riding.cancelShare()) return Optional.empty();
    var early = random.nextDouble() < riding.earlyCancelShare();
    return Optional.of((early ? riding.earlyCancel() : riding.lateCancel()).draw(random));
  }

  private RandomGenerator of(Person person, String purpose) {
    return streams.of(person.name(), purpose);
  }
}
