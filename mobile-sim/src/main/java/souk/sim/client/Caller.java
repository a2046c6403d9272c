package souk.sim.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One person's calls. A call is repeated, unchanged, until the server has decided it or patience
 * ends: every command of the API is safe to send again.
 */
public final class Caller {
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(10);

  /** Outlasts a server that is killed and started again, with room for a second time. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final int NEW_TOKENS_MAX = 3;

  private final Api api;
  private final Credentials credentials;
  private final RandomGenerator jitter;
  private final Signal signal;
  private final Duration patience;

  /** The calls of somebody who always has reception; one thread at a time. */
  public Caller(Api api, Credentials credentials, RandomGenerator jitter) {
    this(api, credentials, jitter, new Signal(), PATIENCE);
  }

  /** The calls of a phone; one thread at a time. */
  public Caller(Api api, Credentials credentials, RandomGenerator jitter, Signal signal) {
    this(api, credentials, jitter, signal, PATIENCE);
  }

  private Caller(
      Api api, Credentials credentials, RandomGenerator jitter, Signal signal, Duration patience) {
    this.api = api;
    this.credentials = credentials;
    this.jitter = jitter;
    this.signal = signal;
    this.patience = patience;
  }

  /** The same phone's calls that are worth so much time and no more. */
  public Caller within(Duration otherPatience) {
    return new Caller(api, credentials, jitter, signal, otherPatience);
  }

  /** What one attempt came to. */
  private sealed interface Attempt {
    record Final(Answer answer) implements Attempt {}

    record Again(String why, Optional<Duration> retryAfter) implements Attempt {}

    record NewToken() implements Attempt {}
  }

  /** Calls until there is an answer or patience ends; time without reception does not count. */
  public Answer call(Call call) throws InterruptedException {
    api.load().called();
    var end = System.nanoTime() + patience.toNanos();
    var refusedTokens = 0;
    for (int failures = 1; ; failures++) {
      end += signal.await().toNanos();
      var attempt = attempt(call);
      if (attempt instanceof Attempt.Final(var answer)) return answer;
      if (attempt instanceof Attempt.NewToken && ++refusedTokens > NEW_TOKENS_MAX) {
        return new Answer.Refused(401, "unauthorized");
      }
      var wait = Backoff.USUAL.delay(failures, retryAfter(attempt), jitter);
      if (System.nanoTime() + wait.toNanos() > end) return givenUp(attempt);
      api.load().retried();
      Thread.sleep(wait);
    }
  }

  private Attempt attempt(Call call) throws InterruptedException {
    var began = System.nanoTime();
    var asked = Instant.now();
    try {
      var response = api.http().send(request(call), BodyHandlers.ofString());
      response
          .headers()
          .firstValue("Date")
          .ifPresent(date -> api.clock().said(date, asked, Instant.now()));
      return judged(response, Duration.ofNanos(System.nanoTime() - began));
    } catch (HttpTimeoutException slow) {
      api.load().timedOut();
      return new Attempt.Again("no answer in time", Optional.empty());
    } catch (IOException cut) {
      api.load().failed();
      return new Attempt.Again("cut off: " + cut, Optional.empty());
    }
  }

  private HttpRequest request(Call call) {
    var body = call.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
    var request =
        HttpRequest.newBuilder(api.uri(call.path()))
            .timeout(ATTEMPT_TIMEOUT)
            .header("Authorization", credentials.bearer())
            .header("Accept", "application/json")
            .method(call.method(), body);
    if (call.body().isPresent()) request.header("Content-Type", "application/json");
    call.key().ifPresent(key -> request.header("Idempotency-Key", key));
    return request.build();
  }

  private Attempt judged(HttpResponse<String> response, Duration took) {
    var status = response.statusCode();
    if (status / 100 == 2) {
      return new Attempt.Final(new Answer.Done(status, tree(response.body()), took));
    }
    var code = code(response.body());
    if (status == 401) {
      credentials.refused();
      return new Attempt.NewToken();
    }
    if (status == 429 || status >= 500) api.load().failed();
    if (status == 429 || status >= 500 || code.equals("key_in_use")) {
      return new Attempt.Again(status + " " + code, retryAfter(response));
    }
    return new Attempt.Final(new Answer.Refused(status, code));
  }

  private Answer givenUp(Attempt attempt) {
    api.load().gaveUp();
    return new Answer.Unanswered(attempt instanceof Attempt.Again again ? again.why : "no token");
  }

  private static Optional<Duration> retryAfter(Attempt attempt) {
    return attempt instanceof Attempt.Again again ? again.retryAfter : Optional.empty();
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private static JsonNode tree(String body) {
    return body.isBlank() ? MissingNode.getInstance() : Wire.tree(body);
  }

  private static String code(String body) {
    try {
      return tree(body).path("code").asText("");
    } catch (Wire.Garbled noProblem) {
      return "";
    }
  }
}
