package souk.sim.verdict;

import static souk.sim.verdict.Breaches.NEXT;

import java.util.Map;
import java.util.function.UnaryOperator;
import souk.sim.view.ChangeView.Status;

/** What must be done to a clean story so that one rule about other destinations is broken. */
final class DetourBreaches {
  private static final long FARE = Story.FARE.amount();

  private DetourBreaches() {}

  static void add(Map<String, UnaryOperator<Story>> breaches) {
    breaches.put(
        "destination_told_is_kept",
        story ->
            story
                .riderToldOfElsewhere(NEXT, Status.AGREED)
                .askedToGoElsewhere(NEXT, Status.REFUSED, Story.PLACE, FARE));
    breaches.put(
        "ridden_to_where_agreed",
        story -> story.askedToGoElsewhere(NEXT, Status.AGREED, Story.PLACE, FARE));
    breaches.put(
        "detour_costs_what_was_agreed",
        story -> story.askedToGoElsewhere(NEXT, Status.AGREED, Story.ELSEWHERE, FARE * 3 / 2 + 4));
  }
}
