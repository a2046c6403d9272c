package souk.embedded.stripe.account;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import souk.embedded.stripe.account.Change.IntentRevised;

/**
 * An intent and how it came to be what it is; amounts are in the smallest unit.
 *
 * @param chargeId the caller's {@code charge_id} from the metadata
 */
public record IntentHistory(
    String id,
    String status,
    long amount,
    long amountCapturable,
    long amountReceived,
    String currency,
    @Nullable String customer,
    @Nullable String chargeId,
    Map<String, String> metadata,
    List<StateChange> changes) {

  static IntentHistory of(List<IntentRevised> revisions) {
    var intent = revisions.getLast().intent();
    var terms = intent.terms();
    return new IntentHistory(
        intent.id(),
        intent.state().status(),
        terms.amount(),
        intent.amountCapturable(),
        intent.amountReceived(),
        terms.currency(),
        terms.customer(),
        terms.chargeId().orElse(null),
        terms.metadata(),
        IntStream.range(0, revisions.size()).mapToObj(i -> change(revisions, i)).toList());
  }

  private static StateChange change(List<IntentRevised> revisions, int index) {
    var revision = revisions.get(index);
    return new StateChange(
        revision.at(),
        revision.operation(),
        revision.key(),
        index == 0 ? null : revisions.get(index - 1).intent().state().status(),
        revision.intent().state().status(),
        revision.intent().amountReceived());
  }

  /** How often the intent came into that status from another one. */
  public long times(String status) {
    return changes.stream()
        .filter(change -> change.to().equals(status) && !status.equals(change.from()))
        .count();
  }
}
