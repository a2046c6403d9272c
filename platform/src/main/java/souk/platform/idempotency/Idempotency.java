package souk.platform.idempotency;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.context.ServerRequestContext;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import souk.platform.json.Json;
import souk.platform.postgres.Statements;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/**
 * One effect and one answer for each key of a principal, within a module. Key, effect and rendered
 * answer commit together, so a crash leaves all or nothing; a concurrent twin is told at once that
 * the key is in use and never waits with a connection in its hand.
 */
public final class Idempotency {
  /** How long answers are kept, at least. */
  public static final Duration KEPT = Duration.ofHours(48);

  private final AnswerTable answers;
  private final Statements database;
  private final Transactions transactions;
  private final Json json;
  private final List<CallWitness> witnesses;

  Idempotency(
      AnswerTable answers,
      Statements database,
      Transactions transactions,
      Json json,
      List<CallWitness> witnesses) {
    this.answers = answers;
    this.database = database;
    this.transactions = transactions;
    this.json = json;
    this.witnesses = List.copyOf(witnesses);
  }

  /**
   * Runs {@code decide} once per key, in a transaction; later calls get the answer it gave. A
   * {@link Problem} that it throws undoes its writes and, when it is a decision about the call, is
   * kept as the answer too.
   *
   * @throws Problem 409 {@code key_in_use} while the first call runs, 422 {@code key_reused} for
   *     the same key with another request, and what {@code decide} throws without deciding
   */
  public Answer once(IdempotentCall call, Supplier<Answer> decide) {
    ServerRequestContext.currentRequest()
        .ifPresent(request -> witnesses.forEach(witness -> witness.saw(request)));
    return transactions.call(() -> {
      if (!answers.lock(call)) throw keyInUse();
      return answers
          .find(call)
          .map(kept -> replay(call, kept))
          .orElseGet(() -> first(call, decide));
    });
  }

  /** An answer with a JSON body. */
  public Answer json(int status, Map<String, String> headers, @Nullable UUID subject, Object body) {
    return new Answer(status, headers, json.bytes(body), subject, false);
  }

  /** The HTTP form of an answer, marked when it is a replay. */
  public static HttpResponse<byte[]> http(Answer answer) {
    var type =
        answer.status() < 400 ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_JSON_PROBLEM;
    var response = HttpResponse.<byte[]>status(answer.status(), "").body(answer.body());
    response.contentType(type);
    answer.headers().forEach(response::header);
    if (answer.replayed()) response.header("Idempotent-Replayed", "true");
    return response;
  }

  private Answer first(IdempotentCall call, Supplier<Answer> decide) {
    var answer = decided(decide);
    answers.keep(call, answer);
    return answer;
  }

  private Answer decided(Supplier<Answer> decide) {
    var before = savepoint();
    try {
      return decide.get();
    } catch (Problem problem) {
      if (!isDecision(problem)) throw problem;
      undo(before);
      return json(problem.status(), Map.of(), null, problem.body());
    }
  }

  /** What the use case decided is the answer for ever; what merely went wrong may be retried. */
  private static boolean isDecision(Problem problem) {
    return switch (problem.status()) {
      case 402, 409, 410, 422 -> true;
      default -> false;
    };
  }

  private static Answer replay(IdempotentCall call, AnswerTable.Kept kept) {
    if (call.asks(kept.fingerprint())) return kept.answer().asReplay();
    throw Problem.refused(
        "key_reused", "This Idempotency-Key belongs to another request; use a new one.");
  }

  private static Problem keyInUse() {
    return Problem.conflict("key_in_use", "The first request with this Idempotency-Key still runs.")
        .retryAfter(Duration.ofSeconds(1));
  }

  private Savepoint savepoint() {
    return database.onConnection(connection -> connection.setSavepoint());
  }

  private void undo(Savepoint before) {
    database.<Boolean>onConnection(connection -> {
      connection.rollback(before);
      return true;
    });
  }
}
