package souk.platform.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.token.TokenAuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import souk.platform.identity.person.Revocations;

/**
 * Finds out who makes a request by its bearer token, and nobody else does: the framework's fetcher
 * is replaced, because it publishes every token it accepts as an event, which a log shows. A token
 * seen in the last minute is judged at once: its signature cannot have changed, only its time and
 * its person's revocations. Whatever may ask the database or an issuer leaves the event loop.
 */
@Singleton
@Replaces(TokenAuthenticationFetcher.class)
final class BearerTokens implements AuthenticationFetcher<HttpRequest<?>> {
  private static final String SCHEME = "Bearer ";

  // short, because roles of our table are in it; an entry costs about two kilobytes
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int KEPT_MAX = 20_000;

  private final TokenVerification verification;
  private final Revocations revocations;
  private final Scheduler blocking;
  private final Cache<String, VerifiedToken> seen =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(KEPT_MAX).build();

  BearerTokens(
      TokenVerification verification,
      Revocations revocations,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.verification = verification;
    this.revocations = revocations;
    this.blocking = Schedulers.fromExecutorService(blocking);
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    var header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Mono.empty();
    }
    return judge(header.substring(SCHEME.length()).strip());
  }

  private Mono<Authentication> judge(String token) {
    var verified = seen.getIfPresent(token);
    if (verified == null) return later(() -> verified(token).filter(this::holds));
    var known = known(verified);
    if (known.isEmpty()) return later(() -> Optional.of(verified).filter(this::holds));
    var holds = known.get() && !verified.isOver(Instant.now());
    return holds ? Mono.just(verified.authentication()) : Mono.empty();
  }

  private Mono<Authentication> later(Supplier<Optional<VerifiedToken>> judgement) {
    return Mono.fromSupplier(judgement)
        .flatMap(Mono::justOrEmpty)
        .map(VerifiedToken::authentication)
        .subscribeOn(blocking);
  }

  private Optional<VerifiedToken> verified(String token) {
    var verified = verification.verify(token);
    verified.ifPresent(found -> seen.put(token, found));
    return verified;
  }

  private boolean holds(VerifiedToken token) {
    return !token.isOver(Instant.now()) && known(token).orElseGet(() -> asked(token));
  }

  private Optional<Boolean> known(VerifiedToken token) {
    return revocations.known(token.person().id(), token.times().issuedAt());
  }

  private boolean asked(VerifiedToken token) {
    return revocations.asked(token.person().id(), token.times().issuedAt());
  }
}
