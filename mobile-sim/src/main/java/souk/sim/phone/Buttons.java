package souk.sim.phone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.client.Caller;
import souk.sim.journal.Entry;
import souk.sim.journal.Entry.Tap;
import souk.sim.plan.Fingers;

/** What somebody presses; a double press is the same call twice at once. */
final class Buttons {
  private final Phone phone;
  private final Fingers fingers;
  private final Caller secondCaller;
  private final Map<String, Integer> presses = new HashMap<>();

  Buttons(Phone phone, Fingers fingers, Caller secondCaller) {
    this.phone = phone;
    this.fingers = fingers;
    this.secondCaller = secondCaller;
  }

  Answer press(String action, String target, Call call) throws InterruptedException {
    var n = presses.merge(action, 1, Integer::sum) - 1;
    if (!fingers.twice(action, n)) return phone.command(action, target, call);
    var second = new FutureTask<>(() -> secondCaller.call(call));
    Thread.ofVirtual().name(phone.person().name() + "-second-tap").start(second);
    try {
      var first = phone.command(action, target, call);
      return both(action, target, first, second.get());
    } catch (ExecutionException broken) {
      throw new IllegalStateException("the second tap on " + action + " broke", broken);
    } finally {
      second.cancel(true);
    }
  }

  /** Whoever taps twice goes on from what was done, whichever tap did it. */
  private Answer both(String action, String target, Answer first, Answer second) {
    phone.journal().note(new Entry.TappedTwice(action, target, tap(first), tap(second)));
    return second instanceof Answer.Done && !(first instanceof Answer.Done) ? second : first;
  }

  private static Tap tap(Answer answer) {
    return switch (answer) {
      case Answer.Done done -> new Tap(done.status(), "", subject(done.body()));
      case Answer.Refused(var status, var code) -> new Tap(status, code, "");
      case Answer.Unanswered(var why) -> new Tap(0, why, "");
    };
  }

  /** What the answer is about: a ride, a trip or an offer, or the trip of a rating. */
  private static String subject(JsonNode body) {
    return body.path("id").asText(body.path("trip_id").asText(""));
  }
}
