package souk.dispatch.eta.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import souk.dispatch.eta.ledger.EtaErrors.Times;

class EtaErrorsTest {
  @Test
  void ofNothingThereIsNoError() {
    assertThat(errors()).isEqualTo(EtaErrors.NONE);
  }

  @Test
  void oneErrorIsAllThereIs() {
    assertThat(errors(-7)).isEqualTo(new EtaErrors(1, 7, 7, -7));
  }

  @Test
  void earlyAndLateCancelOutInTheBiasAlone() {
    assertThat(errors(-10, 10, -10, 10)).isEqualTo(new EtaErrors(4, 10, 10, 0));
  }

  @Test
  void quantilesAreOfTheNearestRank() {
    var tenths = IntStream.rangeClosed(1, 10).toArray();
    assertThat(errors(tenths)).isEqualTo(new EtaErrors(10, 5, 9, 5.5));
    assertThat(errors(1, 2, 3).medianS()).isEqualTo(2);
    assertThat(errors(1, 2, 3).p90S()).isEqualTo(3);
  }

  @Test
  void howOftenAnErrorWasMadeCounts() {
    var errors = EtaErrors.of(Stream.of(new Times(0, 89), new Times(60, 11)));
    assertThat(errors).isEqualTo(new EtaErrors(100, 0, 60, 6.6));
  }

  /** Against the plain way over the sorted list. */
  @Property
  void equalsTheSortedList(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = -5_000, max = 5_000) Integer> list) {
    var all = list.stream().mapToInt(i -> i).toArray();
    var sizes = Arrays.stream(all).map(Math::abs).sorted().toArray();
    var errors = errors(all);
    assertThat(errors.n()).isEqualTo(all.length);
    assertThat(errors.medianS()).isEqualTo(sizes[(all.length + 1) / 2 - 1]);
    assertThat(errors.p90S()).isEqualTo(sizes[(int) Math.ceil(all.length * 0.9 - 1e-9) - 1]);
    assertThat(errors.biasS()).isCloseTo(Arrays.stream(all).average().orElseThrow(), within(0.051));
  }

  @Test
  void theLargestErrorsDoNotOverflow() {
    var worst = EtaErrors.of(Stream.of(new Times(Integer.MIN_VALUE, Integer.MAX_VALUE)));
    assertThat(worst.p90S()).isEqualTo(-(long) Integer.MIN_VALUE);
  }

  private static EtaErrors errors(int... seconds) {
    return EtaErrors.of(Arrays.stream(seconds).mapToObj(one -> new Times(one, 1)));
  }
}
