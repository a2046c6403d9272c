package souk.payments.payout;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import souk.platform.money.Money;

/** What can be sent of what was earned: as much as possible, and no part of anything else. */
class SharesTest {
  @Property
  void aWholeMultipleGoesAndLessThanOneUnitStays(
      @ForAll @LongRange(max = 1_000_000_000L) long earned,
      @ForAll @LongRange(max = 1_000_000_000L) long tips,
      @ForAll @LongRange(min = 1, max = 100) long unit) {
    var all = new Shares(Money.of(earned, "HUF"), Money.of(tips, "HUF"));
    var whole = all.whole(unit);
    var left = all.total().minus(whole.total()).minor();
    assertThat(whole.total().minor() % unit).isZero();
    assertThat(left).isBetween(0L, unit - 1);
    assertThat(whole.earned().minor()).isBetween(0L, earned);
    assertThat(whole.tips().minor()).isBetween(0L, tips);
    // tips stay only where nothing that was earned goes
    if (whole.tips().minor() < tips) assertThat(whole.earned().minor()).isZero();
  }
}
