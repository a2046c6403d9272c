package souk.dispatch.driver;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Believes whoever says in a header who he is. */
@Singleton
@Requires(property = "test.driver")
final class TestIdentity implements AuthenticationFetcher<HttpRequest<?>> {
  /** The header that makes a request the person's. */
  static String header(UUID person, String role) {
    return "Test " + person + " " + role;
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    return Mono.justOrEmpty(
        request
            .getHeaders()
            .getAuthorization()
            .filter(header -> header.startsWith("Test "))
            .map(header -> header.split(" ", -1))
            .map(words -> Authentication.build(words[1], List.of(words[2]))));
  }
}
