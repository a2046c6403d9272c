package souk.sim.phone;

import java.util.Map;
import souk.sim.client.Answer;
import souk.sim.client.Call;
import souk.sim.view.ProposalView;

/** A driver who is asked to go elsewhere; who drives has no time to think. */
final class Redirection {
  private final City city;
  private final Phone phone;
  private final DriverBelief belief;
  private final Journey journey;

  Redirection(City city, Phone phone, DriverBelief belief, Journey journey) {
    this.city = city;
    this.phone = phone;
    this.belief = belief;
    this.journey = journey;
  }

  void answer(DriverBelief.Asked asked) throws InterruptedException {
    belief.proposalDone();
    var proposal = asked.proposal();
    switch (asked.decision()) {
      case ACCEPT -> accept(proposal);
      case DECLINE -> {
        city.tally().count("detours_declined");
        var _ = phone.press("destination.decline", id(proposal), call(proposal, "decline"));
      }
      // the question stays on his screen until his time is over
      case IGNORE -> city.tally().count("detours_ignored");
    }
  }

  private void accept(ProposalView proposal) throws InterruptedException {
    switch (phone.press("destination.accept", id(proposal), call(proposal, "accept"))) {
      case Answer.Done done -> {
        city.tally().count("detours_agreed");
        journey.shown(done);
      }
      case Answer.Refused _ -> {}
      // he may have to go there now
      case Answer.Unanswered _ -> belief.doubt();
    }
  }

  private static Call call(ProposalView proposal, String word) {
    return Call.post(
        "/v1/trips/" + proposal.tripId() + "/destination/" + word,
        Map.of("change_id", proposal.id()));
  }

  private static String id(ProposalView proposal) {
    return proposal.id().toString();
  }
}
