package souk.sim.phone;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.client.Line;
import souk.sim.journal.Entry;
import souk.sim.plan.DriverPlan;
import souk.sim.road.Whereabouts;
import souk.sim.view.DriverView;

/** A driver's day: come on line, take what is offered, drive it, go home when the city closes. */
public final class Driver {
  private static final String PRODUCT = "standard";
  private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

  private final City city;
  private final DriverPlan plan;
  private final Phone phone;
  private final Whereabouts whereabouts;

  /** A driver of the city. */
  public Driver(City city, DriverPlan plan) {
    this.city = city;
    this.plan = plan;
    phone = city.phone(plan.person(), plan.fingers());
    whereabouts = new Whereabouts(plan.home(), plan.pace(), System::nanoTime);
  }

  /** The phone. */
  public Phone phone() {
    return phone;
  }

  /** Works until the city closes and the last passenger is out. */
  public void live() throws InterruptedException {
    Thread.sleep(plan.positionPhase());
    if (!plan.hours().isPunctual()) city.hours().sleepUntil(plan.hours().from());
    var driverId = signUp();
    phone.journal().note(new Entry.DriverKnown(driverId));
    becomePayee();
    try (var line = phone.connect(plan.outages()::nth);
        var gps = new Gps(city, phone, plan, whereabouts, line);
        var _ = new Tunnels(city, phone, line, plan.reception())) {
      comeOnline();
      work(line, gps, driverId);
      city.roster().free(phone.person().name(), false);
      city.tally().driver(phone.person().name(), "offline");
      var _ = phone.press("driver.offline", "me", Call.post("/v1/me/driver/offline"));
    }
  }

  private void work(Line line, Gps gps, UUID driverId) throws InterruptedException {
    var belief = new DriverBelief(driverId, plan);
    var ears = new Ears(phone, line, belief);
    var shift = new Shift(city, phone, plan, whereabouts, gps, belief, ears, this::comeOnline);
    while (!city.hours().isClosing() || shift.isBusy()) shift.turn();
  }

  /**
   * Tries until the server knows him, which it must; operations let him drive where they have to.
   */
  private UUID signUp() throws InterruptedException {
    var vehicle =
        Map.of(
            "plate",
            plan.plate(),
            "model",
            "Renault Zoe",
            "colour",
            "white",
            "products",
            List.of(PRODUCT));
    var wish = Map.of("name", phone.person().name(), "city_id", city.cityId(), "vehicle", vehicle);
    var driver = Optional.<DriverView>empty();
    while (driver.isEmpty()) {
      driver = driver(phone.command("driver.put", "me", Call.put("/v1/me/driver", wish)));
      if (driver.isEmpty()) Thread.sleep(TRY_AGAIN);
    }
    if (driver.get().status() == DriverView.Status.PENDING) city.approve(driver.get().id());
    return driver.get().id();
  }

  /** Where his money goes: a bank of the provider's test world that takes everything. */
  private void becomePayee() throws InterruptedException {
    var wish = Map.of("method", "STANDARD", "country", "MC", "bank_token", "btok_us_verified");
    var _ = phone.command("payee.register", "me", Call.post("/v1/payees/me", wish));
  }

  private void comeOnline() throws InterruptedException {
    var call = Call.post("/v1/me/driver/online", Map.of("product", PRODUCT));
    var online = driver(phone.press("driver.online", "me", call)).isPresent();
    city.tally().driver(phone.person().name(), online ? "free" : "offline");
  }

  private static Optional<DriverView> driver(Answer answer) {
    return answer instanceof Answer.Done done
        ? Optional.of(done.as(DriverView.class))
        : Optional.empty();
  }
}
