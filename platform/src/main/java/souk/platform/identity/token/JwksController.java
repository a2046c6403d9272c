package souk.platform.identity.token;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;

@Controller("/.well-known/jwks.json")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Identity")
final class JwksController {
  private final Map<String, Object> keys;

  JwksController(SigningKeys keys) {
    this.keys = keys.published().toJSONObject(true);
  }

  @Get
  @Operation(summary = "The public keys of the built-in issuer")
  HttpResponse<Map<String, Object>> keys() {
    // shorter than a rotation takes, so that nobody meets a key they do not know
    return HttpResponse.ok(keys).header(HttpHeaders.CACHE_CONTROL, "public, max-age=300");
  }
}
