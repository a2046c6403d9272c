package souk.booking.stay.policy;

import io.micronaut.core.annotation.Introspected;
import java.util.List;

/** What cancelling costs, by when it is done. Before the first tier it is free. */
@Introspected
public record Policy(List<Tier> tiers) {
  private static final int TIERS_MAX = 8;

  /** What a guest wants to know first. */
  public enum Refundability {
    REFUNDABLE,
    PARTIALLY_REFUNDABLE,
    NON_REFUNDABLE
  }

  /**
   * @throws IllegalArgumentException in one sentence
   */
  public Policy {
    if ((Object) tiers == null) throw new IllegalArgumentException("policy.tiers is missing");
    if (tiers.size() > TIERS_MAX || tiers.stream().anyMatch(tier -> (Object) tier == null)) {
      throw new IllegalArgumentException(
          "policy.tiers must be up to %d tiers".formatted(TIERS_MAX));
    }
    tiers = List.copyOf(tiers);
  }

  /** Whether there is a time in which cancelling is free, or at least not the whole. */
  public Refundability refundability() {
    var atOnce = tiers.stream().filter(Tier::isFromBookingOn).map(Tier::fee).toList();
    if (atOnce.stream().anyMatch(Policy::isWhole)) return Refundability.NON_REFUNDABLE;
    return atOnce.stream().allMatch(fee -> fee.kind() != Fee.Kind.FULL && fee.value() == 0)
        ? Refundability.REFUNDABLE
        : Refundability.PARTIALLY_REFUNDABLE;
  }

  private static boolean isWhole(Fee fee) {
    return fee.kind() == Fee.Kind.FULL || fee.kind() == Fee.Kind.PERCENT && fee.value() == 10_000;
  }
}
