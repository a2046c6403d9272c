package souk.embedded.stripe.fault;

import java.util.Optional;
import souk.embedded.stripe.api.ApiRequest;
import souk.embedded.stripe.api.Operation;

/** Decides from the seed which requests and events meet which of the faults in force. */
public final class Mishaps {
  private final Faults faults;
  private final Draws draws;

  /** Faults drawn from a seed. */
  public Mishaps(Faults faults, long seed) {
    this.faults = faults;
    this.draws = new Draws(seed);
  }

  /** What happens to one attempt of a request. */
  Fate ofRequest(ApiRequest request, Latency latency) {
    var attempt = draws.attempt(subject(request));
    var chance = draws.chance(attempt, "fault");
    var fault =
        Operation.route(request.method(), request.path())
            .flatMap(route -> faults.hit(route.operation(), chance));
    return new Fate(latency.draw(draws.chance(attempt, "latency")), fault);
  }

  /** A request with a key is the same request whenever it comes; others are told by their path. */
  private static String subject(ApiRequest request) {
    var key = request.idempotencyKey();
    return key == null ? request.method() + " " + request.path() : request.scoped(key);
  }

  /** Whether that fault hits an event. */
  public Optional<Fault> ofEvent(FaultKind kind, String event) {
    return faults.hitEvent(kind, draws.chance(event, kind.wireName()));
  }
}
