package souk.platform.identity;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecuredAnnotationRule;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Who may read {@code /prometheus}: everybody when {@code souk.prometheus.open} says so or, without
 * that property, when the server is bound to a loopback address; else OPS and SERVICE.
 */
@Singleton
final class MetricsRule implements SecurityRule<HttpRequest<?>> {
  private static final String PATH = "/prometheus";
  private static final Set<String> READERS = Set.of(Role.Names.OPS, Role.Names.SERVICE);

  private final boolean open;

  MetricsRule(
      @Property(name = "souk.prometheus.open") @Nullable Boolean open,
      @Property(name = "micronaut.server.host") @Nullable String host) {
    this.open = open == null ? isLoopback(host) : open;
  }

  boolean isOpen() {
    return open;
  }

  @Override
  public Publisher<SecurityRuleResult> check(
      @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
    if (request == null || !request.getPath().equals(PATH)) {
      return Mono.just(SecurityRuleResult.UNKNOWN);
    }
    var allowed = open || (authentication != null && reads(authentication));
    return Mono.just(allowed ? SecurityRuleResult.ALLOWED : SecurityRuleResult.REJECTED);
  }

  /** Before the rules for annotations and paths, which know nothing of where we are bound. */
  @Override
  public int getOrder() {
    return SecuredAnnotationRule.ORDER - 1;
  }

  private static boolean reads(Authentication authentication) {
    return authentication.getRoles().stream().anyMatch(READERS::contains);
  }

  /** A server without a host listens on every address. */
  private static boolean isLoopback(@Nullable String host) {
    try {
      return host != null && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
