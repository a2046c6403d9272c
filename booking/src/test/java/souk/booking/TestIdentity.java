package souk.booking;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Believes whoever says in a header who he is, and as what; a customer, if he does not say. */
@Singleton
@Requires(property = "test.booking")
public final class TestIdentity implements AuthenticationFetcher<HttpRequest<?>> {
  private static final String SCHEME = "Test ";

  /** The header that makes a request the customer's. */
  public static String header(UUID person) {
    return SCHEME + person;
  }

  /** The header that makes a request that of a person in a role. */
  public static String header(UUID person, String role) {
    return SCHEME + person + " " + role;
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    return Mono.justOrEmpty(
        request
            .getHeaders()
            .getAuthorization()
            .filter(header -> header.startsWith(SCHEME))
            .map(header -> header.substring(SCHEME.length()).split(" ", 2))
            .map(TestIdentity::authentication));
  }

  private static Authentication authentication(String[] said) {
    var role = said.length > 1 ? said[1] : "CUSTOMER";
    return Authentication.build(said[0], List.of(role), Map.of("name", "Rita"));
  }
}
