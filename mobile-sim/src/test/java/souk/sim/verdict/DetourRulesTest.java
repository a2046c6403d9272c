package souk.sim.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static souk.sim.verdict.Breaches.NEXT;
import static souk.sim.verdict.Story.DRIVER;

import org.junit.jupiter.api.Test;
import souk.sim.journal.Entry;
import souk.sim.view.ChangeView.Status;

/** Who agreed to go elsewhere ends there, and who did not, does not. */
final class DetourRulesTest {
  private static final long FARE = Story.FARE.amount();

  @Test
  void whoAgreedAndEndsThereIsClean() {
    var story = there().riderToldOfElsewhere(NEXT, Status.AGREED);

    assertThat(story.brokenRules()).isEmpty();
    assertThat(story.note(DRIVER, new Entry.TripEnded(NEXT, Story.ELSEWHERE)).brokenRules())
        .isEmpty();
  }

  @Test
  void aDriverWhoEndedItAtTheOldPlaceIsFound() {
    assertThat(there().note(DRIVER, new Entry.TripEnded(NEXT, Story.PLACE)).brokenRules())
        .containsExactly("ridden_to_where_agreed");
  }

  @Test
  void whoDidNotAgreeGoesOn() {
    var here = new Story().askedToGoElsewhere(NEXT, Status.REFUSED, Story.PLACE, FARE);
    assertThat(here.riderToldOfElsewhere(NEXT, Status.PROPOSED).brokenRules()).isEmpty();

    var there = new Story().askedToGoElsewhere(NEXT, Status.REFUSED, Story.ELSEWHERE, FARE);
    assertThat(there.brokenRules()).containsExactly("ridden_to_where_agreed");
  }

  private static Story there() {
    return new Story().askedToGoElsewhere(NEXT, Status.AGREED, Story.ELSEWHERE, FARE);
  }
}
