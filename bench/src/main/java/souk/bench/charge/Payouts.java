package souk.bench.charge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import souk.bench.load.Arrivals;
import souk.bench.load.Issuer;
import souk.bench.load.ModuleProcess;
import souk.bench.report.Latencies;
import souk.bench.report.Percentiles;

/** Payees who ask over HTTP where a payout of theirs stands. */
final class Payouts implements AutoCloseable {
  private static final int PAYEES = 200;
  private static final int OF_EACH = 50;
  private static final Duration LAST = Duration.ofSeconds(30);

  /** Long arrived, so that nobody is at work on them. */
  private static final String ADD =
      """
      INSERT INTO payments.payout
        (id, payee_id, psp_account, amount_minor, currency, earned_currency, method, window_start, earned_since, status, batch_id,
         asked, unanswered, transfer, transferred_minor, psp_payout, taken_back, generation, version, looks,
         intended_at, moved_at, finished_at)
      VALUES (?, ?, 'acct_bench', 1000, 'EUR', 'EUR', 'STANDARD', ?, clock_timestamp(), 'SETTLED', ?,
              true, false, ?, 1000, ?, false, 1, 1, 0,
              clock_timestamp(), clock_timestamp(), clock_timestamp())
      """;

  private static final String ADD_PAYEE =
      """
      INSERT INTO payments.payee (id, kind, method, status, psp_account, country, bank_token)
      VALUES (?, 'DRIVER', 'STANDARD', 'ACTIVE', ?, 'MC', 'btok_bench')
      """;

  private static final String ADD_BATCH =
      "INSERT INTO payments.payout_batch (id, currency, payouts, total_minor) VALUES (?, 'EUR', ?, ?)";

  private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private final List<HttpRequest> questions;

  private record Payee(UUID id, List<UUID> payouts) {}

  /**
   * What they saw.
   *
   * @param ms from the intended question to the answer
   * @param refused how many were not told
   */
  record Outcome(Percentiles ms, int refused) {}

  private Payouts(List<HttpRequest> questions) {
    this.questions = questions;
  }

  /** Puts payees with payouts into the database. */
  static Payouts add(ModuleProcess payments, Connection database, Issuer issuer)
      throws SQLException {
    var payees = Stream.generate(Payouts::payee).limit(PAYEES).toList();
    database.setAutoCommit(false);
    add(database, payees);
    database.commit();
    return new Payouts(
        payees.stream()
            .flatMap(payee -> {
              var token = issuer.token(payee.id(), "DRIVER");
              return payee.payouts().stream().map(id -> question(payments, token, id));
            })
            .toList());
  }

  private static Payee payee() {
    return new Payee(UUID.randomUUID(), Stream.generate(UUID::randomUUID).limit(OF_EACH).toList());
  }

  private static void add(Connection database, List<Payee> payees) throws SQLException {
    var batch = UUID.randomUUID();
    try (var batches = database.prepareStatement(ADD_BATCH);
        var people = database.prepareStatement(ADD_PAYEE);
        var payouts = database.prepareStatement(ADD)) {
      batches.setObject(1, batch);
      batches.setInt(2, PAYEES * OF_EACH);
      batches.setLong(3, 1000L * PAYEES * OF_EACH);
      batches.executeUpdate();
      for (var payee : payees) {
        people.setObject(1, payee.id());
        people.setString(2, "acct_" + payee.id());
        people.addBatch();
        for (var n = 0; n < OF_EACH; n++) {
          payouts.setObject(1, payee.payouts().get(n));
          payouts.setObject(2, payee.id());
          payouts.setTimestamp(3, Timestamp.from(Instant.EPOCH.plus(Duration.ofDays(n))));
          payouts.setObject(4, batch);
          payouts.setString(5, "tr_" + payee.payouts().get(n));
          payouts.setString(6, "po_" + payee.payouts().get(n));
          payouts.addBatch();
        }
      }
      people.executeBatch();
      payouts.executeBatch();
    }
  }

  private static HttpRequest question(ModuleProcess payments, String token, UUID payout) {
    URI uri = payments.uri("/v1/payees/me/payouts/" + payout);
    return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
  }

  /** Asks at these instants about any of them; returns when all are answered. */
  Outcome ask(Arrivals arrivals, long seed) throws InterruptedException {
    var random = new SplittableRandom(seed);
    var count = arrivals.offsets().size();
    var chosen =
        IntStream.range(0, count)
            .mapToObj(_ -> questions.get(random.nextInt(questions.size())))
            .toList();
    var next = new AtomicInteger();
    var refused = new AtomicInteger();
    var underway = new CountDownLatch(count);
    var latencies = new Latencies();
    arrivals.begin(intended -> {
      if (!isAnswered(chosen.get(next.getAndIncrement()))) refused.incrementAndGet();
      latencies.sinceIntended(intended);
      underway.countDown();
    });
    if (!underway.await(LAST.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(underway.getCount() + " payees were not answered");
    }
    return new Outcome(latencies.percentiles(), refused.get());
  }

  private boolean isAnswered(HttpRequest question) {
    try {
      var answer = http.send(question, BodyHandlers.ofString());
      return answer.statusCode() == 200 && answer.body().contains("SETTLED");
    } catch (IOException failure) {
      return false;
    } catch (InterruptedException over) {
      throw new IllegalStateException(over);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
