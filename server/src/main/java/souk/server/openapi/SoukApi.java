package souk.server.openapi;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** What stands above all operations. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Souk",
            version = "1",
            description =
                "Rides, from request to receipt, and hotel rooms to hold. JSON in snake_case, RFC 3339 instants in UTC, money"
                    + " in minor units. Every refusal is application/problem+json with a stable code."
                    + " What phones are told over /v1/socket is described in /socket.yaml.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")))
@SecurityScheme(
    name = SoukApi.BEARER,
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT")
final class SoukApi {
  static final String BEARER = "bearer";

  private SoukApi() {}
}
