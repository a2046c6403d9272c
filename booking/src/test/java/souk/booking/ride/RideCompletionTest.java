package souk.booking.ride;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import souk.payments.escrow.CompletedOrder;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.To;

class RideCompletionTest {
  @Property(tries = 300)
  void everyCentIsSomebodys(
      @ForAll @IntRange(max = 10_000) int commission, @ForAll @LongRange(min = 1) long cents) {
    var bill = cents % 1_000_000 + 1;
    var completed = completed(commission, SomeRide.paidFor(RideStatus.COMPLETED, bill));

    assertThat(completed.shares().stream().mapToLong(share -> share.amount().minor()).sum())
        .isEqualTo(bill);
    assertThat(completed.shares()).allMatch(share -> share.amount().minor() > 0);
  }

  @Test
  void aFeeWithoutADriverIsThePlatforms() {
    var completed = completed(2000, SomeRide.paidFor(RideStatus.CANCELLED, 500));

    assertThat(completed.shares()).extracting(Share::to).containsExactly(To.COMMISSION);
    assertThat(completed.shares().getFirst().amount().minor()).isEqualTo(500);
  }

  @Test
  void whatCostsNothingIsNotDivided() {
    assertThat(new RideCompletion(2000).of(SomeRide.paidFor(RideStatus.NO_DRIVER, 0))).isEmpty();
  }

  @Test
  void aCommissionIsAShare() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RideCompletion(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RideCompletion(10_001));
  }

  private static CompletedOrder completed(int commission, Ride ride) {
    return new RideCompletion(commission).of(ride).orElseThrow();
  }
}
