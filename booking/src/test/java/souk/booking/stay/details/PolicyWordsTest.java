package souk.booking.stay.details;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import souk.booking.stay.policy.Fee;
import souk.booking.stay.policy.Policy;
import souk.booking.stay.policy.Tier;

class PolicyWordsTest {
  @Test
  void aPolicyWithoutTiersIsFree() {
    assertThat(words()).containsExactly("Cancelling is free.");
  }

  @Test
  void tiersAreSaidByTimeWhateverTheirOrder() {
    assertThat(
            words(
                tier(null, 6, Tier.Anchor.CHECK_IN, new Fee(Fee.Kind.FULL, 0)),
                tier(14, null, Tier.Anchor.MIDNIGHT, new Fee(Fee.Kind.PERCENT, 1_250)),
                tier(1, 1, Tier.Anchor.CHECK_IN, new Fee(Fee.Kind.NIGHTS, 2))))
        .containsExactly(
            "Cancelling is free until 14 days before the beginning of the day of arrival.",
            "From 14 days before the beginning of the day of arrival on cancelling costs 12.5 % of the price.",
            "From 1 hour and 1 day before check-in on cancelling costs the price of the first 2 nights.",
            "From 6 hours before check-in on cancelling costs the whole price.",
            "Waiting never makes it cheaper.");
  }

  @Test
  void whatIsDueFromTheBookingOnIsNeverFree() {
    assertThat(words(tier(null, null, Tier.Anchor.CHECK_IN, new Fee(Fee.Kind.FIXED, 2_500))))
        .containsExactly("From the booking on cancelling costs 25.00 EUR.");
    assertThat(words(tier(null, null, Tier.Anchor.CHECK_IN, new Fee(Fee.Kind.PERCENT, 0))))
        .containsExactly("From the booking on cancelling costs nothing.");
  }

  private static List<String> words(Tier... tiers) {
    return PolicyWords.of(new Policy(Arrays.asList(tiers)), Currency.getInstance("EUR"));
  }

  private static Tier tier(
      @Nullable Integer days, @Nullable Integer hours, Tier.Anchor anchor, Fee fee) {
    return new Tier(days, hours, anchor, fee);
  }
}
