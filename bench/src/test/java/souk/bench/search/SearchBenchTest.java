package souk.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import souk.bench.report.Machine;
import souk.bench.report.Percentiles;

class SearchBenchTest {
  private static final LocalDate TODAY = LocalDate.of(2027, 1, 1);

  @Test
  void oneSeedAsksTheSame() {
    assertThat(questions(3)).isEqualTo(questions(3)).isNotEqualTo(questions(4));
  }

  @Test
  void questionsAreForNightsThatAreForSale() {
    assertThat(questions(1))
        .allMatch(question -> question.arrival().minusDays(question.flexibleDays()).isAfter(TODAY))
        .allMatch(question ->
            question
                .arrival()
                .plusDays(question.nights() + question.flexibleDays())
                .isBefore(TODAY.plusDays(SearchBench.NIGHTS)))
        .anyMatch(Question::isExact)
        .anyMatch(question -> !question.isExact());
  }

  @Test
  void theGoalIsMissedByTimeByRefusalsAndByASmallTown() {
    assertThat(met(499.9, 0, SearchBench.HOTELS)).isTrue();
    assertThat(met(500, 0, SearchBench.HOTELS)).isFalse();
    assertThat(met(1, 1, SearchBench.HOTELS)).isFalse();
    assertThat(met(1, 0, 10)).isFalse();
  }

  private static boolean met(double p99, int refused, int hotels) {
    var ms = new Percentiles(1, 1, p99, p99, 9);
    var outcome = new Guests.Outcome(ms, ms, ms, refused, 1, Optional.empty());
    return SearchBench.report(outcome, 10, hotels, ms, Machine.here()).met();
  }

  private static List<Question> questions(long seed) {
    var random = new SplittableRandom(seed);
    return Stream.generate(() -> Question.draw(random, TODAY)).limit(500).toList();
  }
}
