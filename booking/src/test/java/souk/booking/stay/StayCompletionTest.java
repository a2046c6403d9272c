package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import souk.booking.stay.StayState.CheckedIn;
import souk.booking.stay.StayState.CheckedOut;
import souk.booking.stay.StayState.NoShow;
import souk.booking.stay.quote.StayQuote;
import souk.payments.charge.ChargeStatus;
import souk.payments.escrow.CompletedOrder.Share;
import souk.payments.escrow.CompletedOrder.To;

/** All that was taken is somebody's; taxes have theirs to the cent where nothing goes back. */
class StayCompletionTest {
  private static final Instant AT = Instant.parse("2027-03-29T08:00:00Z");

  @Property(tries = 300)
  void everyCentOfAStayIsSomebodys(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 1, max = 1_000_003) Long> nights,
      @ForAll @IntRange(max = 10_000) int commission,
      @ForAll @IntRange(max = 10_000) int taxBasisPoints,
      @ForAll @IntRange(max = 1_000) int cityTax,
      @ForAll @IntRange(max = 8) int slept) {
    var quote = DepartureTest.quote(nights, 2, taxBasisPoints, cityTax);
    var price = quote.price();
    var total = price.total().minor();
    var until = quote.wish().span().arrival().plusDays(Math.min(slept, nights.size()));
    var cityTaxKept = Departure.cityTax(quote, until).minor();
    var states =
        List.of(
            new CheckedIn("M-1", AT),
            new CheckedOut("M-1", AT, quote.wish().span().departure(), total),
            new CheckedOut("M-1", AT, until, cityTaxKept + (total - cityTaxKept) / 2),
            new NoShow("M-1", AT, price.allNights().minor()));
    for (var state : states) {
      var shares = shares(commission, stay(quote, state));
      assertThat(shares.stream().mapToLong(share -> share.amount().minor()).sum()).isEqualTo(total);
      assertThat(shares).allMatch(share -> share.amount().minor() > 0);
    }
    for (var state : states.subList(0, 2)) {
      var shares = shares(commission, stay(quote, state));
      assertThat(of(shares, "monaco")).isEqualTo(price.tax().minor());
      assertThat(of(shares, "monaco stays")).isEqualTo(price.cityTax().minor());
    }
    assertThat(of(shares(commission, stay(quote, states.getLast())), "monaco stays")).isZero();
  }

  private static List<Share> shares(int commission, Stay stay) {
    return new StayCompletion(commission).of(stay).orElseThrow().shares();
  }

  private static long of(List<Share> shares, String city) {
    return shares.stream()
        .filter(share -> share.to() == To.TAX && share.whose().equals(city))
        .mapToLong(share -> share.amount().minor())
        .sum();
  }

  private static Stay stay(StayQuote quote, StayState state) {
    var paid =
        new StayPayment(
            1,
            UUID.randomUUID(),
            ChargeStatus.CAPTURED,
            null,
            1,
            quote.price().total().minor(),
            false);
    return new Stay(
        UUID.randomUUID(),
        "monaco",
        quote.guestId(),
        "Rita",
        quote,
        state,
        paid,
        StayChanges.NONE,
        1,
        AT);
  }
}
