package souk.payments.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Parts of a payment cost what the payment brought, to the minor unit. */
class CostTest {
  @Provide
  Arbitrary<List<Long>> parts() {
    return Arbitraries.longs().between(1, 5_000_000).list().ofMinSize(1).ofMaxSize(12);
  }

  @Property
  void allPartsTogetherCostExactlyThePayment(
      @ForAll("parts") List<Long> parts,
      @ForAll @LongRange(min = 1, max = 90_000_000) long settled) {
    var presented = parts.stream().mapToLong(part -> part).sum();
    var cost = new Cost(settled, presented);
    long before = 0;
    long spent = 0;
    for (var part : parts) {
      var worth = cost.of(-part, before, spent);
      assertThat(worth).isLessThanOrEqualTo(0);
      assertThat(Math.abs(worth - (double) -part * settled / presented)).isLessThan(1.01);
      before -= part;
      spent += worth;
    }
    assertThat(spent).isEqualTo(-settled);
  }

  /** A refund that its bank sends back is worth what it was worth when it went. */
  @Property
  void whatGoesAndComesBackCostsNothing(
      @ForAll @LongRange(min = 1, max = 5_000_000) long part,
      @ForAll @LongRange(min = 1, max = 5_000_000) long gone,
      @ForAll @LongRange(min = 1, max = 90_000_000) long settled) {
    var cost = new Cost(settled, part + gone);
    var before = cost.of(-gone, 0, 0);
    var went = cost.of(-part, -gone, before);
    assertThat(cost.of(part, -gone - part, before + went)).isEqualTo(-went);
  }

  /** The control: each part rounded by itself leaves or makes a cent. */
  @Property(tries = 1)
  void eachPartByItselfWouldNot() {
    var each = new Cost(100, 3).of(-1, 0, 0);
    assertThat(3 * each).isNotEqualTo(-100);
  }
}
