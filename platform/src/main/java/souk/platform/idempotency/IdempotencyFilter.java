package souk.platform.idempotency;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import souk.platform.problem.Problem;

/** Reads the key and takes the fingerprint of the raw body before anything interprets it. */
@Singleton
@Idempotent
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class IdempotencyFilter implements TypedRequestArgumentBinder<IdempotentCall> {
  private static final String HEADER = "Idempotency-Key";
  private static final String ATTRIBUTE = "souk.idempotent-call";
  // the draft's quoted string; many clients send it bare
  private static final Pattern KEY = Pattern.compile("\"?([!#-~]{1,255})\"?");

  @RequestFilter
  void read(HttpRequest<?> request, @Body byte @Nullable [] body) {
    // the filter meets requests without a route too; those are answered 404, not asked for a key
    if (request.getAttribute(HttpAttributes.ROUTE_MATCH).isEmpty()) return;
    var principal = request.getUserPrincipal(Authentication.class);
    if (principal.isEmpty()) return;
    var call =
        new IdempotentCall(
            UUID.fromString(principal.get().getName()), key(request), fingerprint(request, body));
    request.setAttribute(ATTRIBUTE, call);
  }

  @Override
  public Argument<IdempotentCall> argumentType() {
    return Argument.of(IdempotentCall.class);
  }

  @Override
  public BindingResult<IdempotentCall> bind(
      ArgumentConversionContext<IdempotentCall> context, HttpRequest<?> request) {
    return () -> request.getAttribute(ATTRIBUTE, IdempotentCall.class);
  }

  private static String key(HttpRequest<?> request) {
    var header = Optional.ofNullable(request.getHeaders().get(HEADER));
    if (header.isEmpty()) {
      throw Problem.malformed(
          "idempotency_key_missing", "This call needs an Idempotency-Key header.");
    }
    var key = KEY.matcher(header.get().strip());
    if (!key.matches()) {
      throw Problem.malformed(
          "idempotency_key_malformed",
          "An Idempotency-Key has 1 to 255 visible ASCII characters without quotes.");
    }
    return key.group(1);
  }

  private static byte[] fingerprint(HttpRequest<?> request, byte @Nullable [] body) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var line = request.getMethodName() + " " + request.getPath() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      if (body != null) digest.update(body);
      return digest.digest();
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
