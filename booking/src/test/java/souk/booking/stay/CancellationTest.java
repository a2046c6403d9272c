package souk.booking.stay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import souk.booking.stay.calendar.Span;
import souk.booking.stay.policy.FeeStep;
import souk.booking.stay.quote.RoomWish;
import souk.booking.stay.quote.StayPrice;
import souk.booking.stay.quote.StayQuote;
import souk.booking.stay.quote.StayWish;
import souk.platform.money.Money;

/** To the minor unit: what is kept and what goes back is what was paid, of each night too. */
class CancellationTest {
  private static final Instant DUE = Instant.parse("2027-01-01T12:00:00Z");

  @Property
  void feeAndRefundAreWhatWasPaid(
      @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 1, max = 1_000_003) Long> nights,
      @ForAll @IntRange(min = 1, max = 3) int rooms,
      @ForAll @IntRange(max = 10_000) int taxBasisPoints,
      @ForAll @LongRange(max = 100_000) long cityTax,
      @ForAll @IntRange(max = 100) int percent) {
    var net = eur(rooms * nights.stream().mapToLong(n -> n).sum());
    var tax = net.times(taxBasisPoints, 10_000);
    var fee = net.plus(tax).times(percent, 100);
    var quote = quote(nights, rooms, net, tax, eur(cityTax), fee);

    var free = Cancellation.at(quote, DUE.minusNanos(1));
    var due = Cancellation.at(quote, DUE);

    assertThat(free).isEqualTo(Cancellation.free(quote));
    assertThat(free.refund()).isEqualTo(quote.price().total());
    assertThat(due.fee()).isEqualTo(fee);
    for (var one : List.of(free, due)) {
      assertThat(one.fee().plus(one.refund())).isEqualTo(quote.price().total());
      assertThat(sum(one.nights().stream().map(Cancellation.Night::fee).toList()))
          .isEqualTo(one.fee());
      assertThat(
              sum(one.nights().stream().map(Cancellation.Night::refund).toList())
                  .plus(one.cityTax()))
          .isEqualTo(one.refund());
      assertThat(one.nights()).noneMatch(night -> night.refund().isNegative());
    }
  }

  private static StayQuote quote(
      List<Long> nights, int rooms, Money net, Money tax, Money cityTax, Money fee) {
    var arrival = LocalDate.of(2027, 1, 10);
    var wish = new RoomWish(UUID.randomUUID(), UUID.randomUUID(), 2, 0);
    var price =
        new StayPrice(
            IntStream.range(0, rooms).mapToObj(_ -> new StayPrice.Room(wish, nights)).toList(),
            net,
            tax,
            cityTax,
            net.plus(tax).plus(cityTax),
            List.of(new FeeStep(DUE, fee.minor())));
    return new StayQuote(
        UUID.randomUUID(),
        UUID.randomUUID(),
        new StayWish(
            UUID.randomUUID(), new Span(arrival, arrival.plusDays(nights.size())), List.of(wish)),
        price,
        DUE,
        DUE,
        DUE);
  }

  private static Money sum(List<Money> amounts) {
    return amounts.stream().reduce(eur(0), Money::plus);
  }

  private static Money eur(long minor) {
    return Money.of(minor, "EUR");
  }
}
