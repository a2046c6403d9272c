package souk.payments.recon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import souk.payments.recon.Matching.Key;
import souk.payments.recon.Matching.Match;
import souk.payments.recon.Matching.Movement;

/** The comparison is a partition, and the same from both sides. */
class MatchingTest {
  @Property
  void whateverIsOnEitherSideIsInExactlyOneMatch(
      @ForAll("movements") List<Movement> ours, @ForAll("movements") List<Movement> theirs) {
    var matches = Matching.of(ours, theirs);
    var keys = matches.stream().map(Match::key).toList();
    assertThat(keys).doesNotHaveDuplicates().containsExactlyElementsOf(allKeys(ours, theirs));
    assertThat(matches.stream().mapToInt(match -> match.ours().count()).sum())
        .isEqualTo(ours.size());
    assertThat(matches.stream().mapToInt(match -> match.theirs().count()).sum())
        .isEqualTo(theirs.size());
    assertThat(matches.stream().mapToLong(Match::difference).sum())
        .isEqualTo(sum(theirs) - sum(ours));
  }

  @Property
  void eachMatchHasTheVerdictOfItsSums(
      @ForAll("movements") List<Movement> ours, @ForAll("movements") List<Movement> theirs) {
    for (var match : Matching.of(ours, theirs)) {
      var here = of(match.key(), ours);
      var there = of(match.key(), theirs);
      var expected =
          sum(here) == sum(there)
              ? Verdict.MATCHED
              : here.isEmpty()
                  ? Verdict.MISSING_HERE
                  : there.isEmpty() ? Verdict.MISSING_THERE : Verdict.DIFFERENT_AMOUNT;
      assertThat(match.verdict()).isEqualTo(expected);
    }
  }

  @Property
  void turnedRoundItIsTheMirror(
      @ForAll("movements") List<Movement> ours, @ForAll("movements") List<Movement> theirs) {
    var there = new TreeMap<Key, Verdict>();
    Matching.of(theirs, ours).forEach(match -> there.put(match.key(), match.verdict()));
    var here = new TreeMap<Key, Verdict>();
    Matching.of(ours, theirs).forEach(match -> here.put(match.key(), match.verdict().mirrored()));
    assertThat(here).isEqualTo(there);
  }

  @Property
  void theOrderOfEitherListChangesNothing(
      @ForAll("movements") List<Movement> ours, @ForAll("movements") List<Movement> theirs) {
    var verdicts = Matching.of(ours, theirs).stream().map(Match::verdict).toList();
    assertThat(Matching.of(ours.reversed(), theirs.reversed()).stream().map(Match::verdict))
        .containsExactlyElementsOf(verdicts);
  }

  /** The control: one that looks at amounts alone takes two strangers for a pair. */
  @Example
  void amountsAloneAreNoMatch() {
    var ours = List.of(movement("pi_1", 500));
    var theirs = List.of(movement("pi_2", 500));
    assertThat(sum(ours)).isEqualTo(sum(theirs));
    assertThat(Matching.of(ours, theirs).stream().map(Match::verdict))
        .containsExactly(Verdict.MISSING_THERE, Verdict.MISSING_HERE);
  }

  @Example
  void aMovementToldTwiceDiffers() {
    var twice = List.of(movement("pi_1", 500), movement("pi_1", 500));
    assertThat(Matching.of(List.of(movement("pi_1", 500)), twice).getFirst().verdict())
        .isEqualTo(Verdict.DIFFERENT_AMOUNT);
  }

  @Example
  void aRefundThatCameBackNeedsNoEntryOfOurs() {
    var theirs = List.of(movement("re_1", -500), movement("re_1", 500));
    assertThat(Matching.of(List.of(), theirs).getFirst().verdict()).isEqualTo(Verdict.MATCHED);
  }

  private static Movement movement(String reference, long minor) {
    return new Movement(new Key(reference, "EUR"), "PAYMENT", minor, Instant.EPOCH);
  }

  private static TreeSet<Key> allKeys(List<Movement> ours, List<Movement> theirs) {
    return Stream.concat(ours.stream(), theirs.stream())
        .map(Movement::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Movement> of(Key key, List<Movement> movements) {
    return movements.stream().filter(movement -> movement.key().equals(key)).toList();
  }

  private static long sum(List<Movement> movements) {
    return movements.stream().mapToLong(Movement::minor).sum();
  }

  /** Few references, so that most of them meet. */
  @Provide
  Arbitrary<List<Movement>> movements() {
    var keys =
        Combinators.combine(Arbitraries.of("pi_1", "pi_2", "re_1"), Arbitraries.of("EUR", "USD"))
            .as(Key::new);
    var amounts = Arbitraries.longs().between(-3, 3);
    return Combinators.combine(keys, amounts)
        .as((key, minor) -> new Movement(key, "PAYMENT", minor, Instant.EPOCH))
        .list()
        .ofMaxSize(12);
  }
}
