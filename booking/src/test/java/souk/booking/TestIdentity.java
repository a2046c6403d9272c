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

/** Believes whoever says in a header which customer he is. */
@Singleton
@Requires(property = "test.booking")
public final class TestIdentity implements AuthenticationFetcher<HttpRequest<?>> {
  private static final String SCHEME = "Test ";

  /** The header that makes a request the customer's. */
  public static String header(UUID person) {
    return SCHEME + person;
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    return Mono.justOrEmpty(
        request
            .getHeaders()
            .getAuthorization()
            .filter(header -> header.startsWith(SCHEME))
            .map(header ->
                Authentication.build(
                    header.substring(SCHEME.length()),
                    List.of("CUSTOMER"),
                    Map.of("name", "Rita"))));
  }
}
