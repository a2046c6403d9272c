package souk.sim.phone;

import java.util.Map;
import java.util.UUID;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.journal.Entry;
import souk.sim.plan.Fingers;

/** Somebody's opinion of whom he met on a trip; who thinks otherwise later comes too late. */
final class Rater {
  private static final int STARS_MAX = 5;

  private final City city;
  private final Phone phone;
  private final Fingers fingers;
  private int trips;

  Rater(City city, Phone phone, Fingers fingers) {
    this.city = city;
    this.phone = phone;
    this.fingers = fingers;
  }

  void rate(UUID trip) throws InterruptedException {
    var n = trips++;
    var stars = fingers.stars(n);
    if (stars.isEmpty()) return;
    city.tally().count("ratings");
    noted(trip, stars.get(), phone.press("trip.rate", trip.toString(), call(trip, stars.get())));
    if (!fingers.changesHisMind(n)) return;
    var others = stars.get() % STARS_MAX + 1;
    noted(trip, others, phone.command("trip.rate-anew", trip.toString(), call(trip, others)));
  }

  private void noted(UUID trip, int stars, Answer answer) {
    if (answer instanceof Answer.Done) phone.journal().note(new Entry.Rated(trip, stars));
  }

  private static Call call(UUID trip, int stars) {
    return Call.post("/v1/trips/" + trip + "/rating", Map.of("stars", stars));
  }
}
