package souk.bench.search;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import souk.bench.load.Arrivals;
import souk.bench.load.Issuer;
import souk.bench.load.PhoneLine;
import souk.bench.report.Latencies;
import souk.bench.report.Percentiles;

/** People who search over HTTP at random instants, whether those before are answered or not. */
final class Guests {
  private static final Duration LAST = Duration.ofSeconds(60);

  private final PhoneLine phones;
  private final String token;
  private final Latencies all = new Latencies();
  private final Latencies exact = new Latencies();
  private final Latencies flexible = new Latencies();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicLong shown = new AtomicLong();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

  Guests(PhoneLine phones, Issuer issuer) {
    this.phones = phones;
    this.token = issuer.token(UUID.randomUUID(), "CUSTOMER");
  }

  /**
   * What they saw.
   *
   * @param all from the intended question to the answer
   * @param refused how many were not answered
   * @param shownMean hotels on a first page, of at most twenty
   * @param failure what the first of those said
   */
  record Outcome(
      Percentiles all,
      Percentiles exact,
      Percentiles flexible,
      int refused,
      double shownMean,
      Optional<String> failure) {}

  /**
   * Asks at these instants, the same questions for the same seed; returns when all are answered.
   */
  Outcome ask(Arrivals arrivals, LocalDate today, long seed) throws InterruptedException {
    var random = new SplittableRandom(seed);
    var count = arrivals.offsets().size();
    var questions = Stream.generate(() -> Question.draw(random, today)).limit(count).toList();
    var next = new AtomicInteger();
    var underway = new CountDownLatch(count);
    arrivals.begin(intended -> {
      var question = questions.get(next.getAndIncrement());
      ask(question);
      all.sinceIntended(intended);
      (question.isExact() ? exact : flexible).sinceIntended(intended);
      underway.countDown();
    });
    if (!underway.await(LAST.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(underway.getCount() + " were not answered");
    }
    return outcome(count);
  }

  private Outcome outcome(int count) {
    return new Outcome(
        all.percentiles(),
        exact.percentiles(),
        flexible.percentiles(),
        refused.get(),
        count == 0 ? 0 : Math.round(10.0 * shown.get() / count) / 10.0,
        Optional.ofNullable(failure.get()));
  }

  private void ask(Question question) {
    try {
      shown.addAndGet(phones.get(token, question.path()).expect(200).get("items").size());
    } catch (RuntimeException refusal) {
      refused.incrementAndGet();
      failure.compareAndSet(null, refusal.toString());
    }
  }
}
