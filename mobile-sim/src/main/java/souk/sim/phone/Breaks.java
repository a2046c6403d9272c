package souk.sim.phone;

import java.time.Duration;
import java.util.Optional;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.plan.Hours;

/** When a driver takes his break and goes home; both begin with a moment without work. */
final class Breaks {
  private static final Duration FOR_GOOD = Duration.ofDays(1);

  private final City city;
  private final Phone phone;
  private final Hours plan;
  private final Ears ears;
  private final DriverBelief belief;
  private final Shift.ComeOnline comeOnline;
  private boolean paused;

  Breaks(
      City city,
      Phone phone,
      Hours plan,
      Ears ears,
      DriverBelief belief,
      Shift.ComeOnline comeOnline) {
    this.city = city;
    this.phone = phone;
    this.plan = plan;
    this.ears = ears;
    this.belief = belief;
    this.comeOnline = comeOnline;
  }

  /** Whether the driver should go as soon as he has no work. */
  boolean isDue() {
    return due().isPresent();
  }

  /** Takes the break that is due, if one is; answers whether the driver was away. */
  boolean take() throws InterruptedException {
    var length = due();
    if (length.isEmpty()) return false;
    paused = true;
    return away(length.get());
  }

  private Optional<Duration> due() {
    if (city.hours().isClosing()) return Optional.empty();
    if (plan.until().filter(this::isOver).isPresent()) return Optional.of(FOR_GOOD);
    return plan.pause().filter(pause -> !paused && isOver(pause.at())).map(Hours.Pause::length);
  }

  private boolean away(Duration length) throws InterruptedException {
    city.roster().free(phone.person().name(), false);
    var answer = phone.press("driver.offline", "me", Call.post("/v1/me/driver/offline"));
    if (!(answer instanceof Answer.Done)) {
      // a trip came in between, or nobody knows: he looks, and goes another time
      belief.doubt();
      return false;
    }
    city.tally().driver(phone.person().name(), "away");
    city.tally().count("breaks");
    // an offer that was on his screen went when he did
    belief.offerDone();
    var end = System.nanoTime() + length.toNanos();
    ears.listenUntil(end, () -> city.hours().isClosing() || belief.trip() != null);
    if (!city.hours().isClosing()) comeOnline.run();
    return true;
  }

  private boolean isOver(Duration sinceOpening) {
    return city.hours().isOpen() && System.nanoTime() - city.hours().nanosAt(sinceOpening) >= 0;
  }
}
