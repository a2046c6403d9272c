package souk.server.openapi;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.util.Map;
import souk.platform.problem.Problem;

/** The documents, and a page to read them and try the API; all of it from this server alone. */
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class DocsController {
  private static final String YAML = "application/yaml;charset=utf-8";
  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final String STYLE = "text/css;charset=utf-8";
  private static final Map<String, String> ASSETS =
      Map.of("swagger-ui.css", STYLE, "swagger-ui-bundle.js", SCRIPT, "start.js", SCRIPT);
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

  private final OpenApiDocument document;
  private final SwaggerUi swaggerUi;

  DocsController(OpenApiDocument document, SwaggerUi swaggerUi) {
    this.document = document;
    this.swaggerUi = swaggerUi;
  }

  @Get("/openapi.yaml")
  @Produces(YAML)
  String openApi() {
    return document.yaml();
  }

  @Get("/socket.yaml")
  @Produces(YAML)
  byte[] socket() throws IOException {
    return SwaggerUi.resource("openapi/socket.yaml");
  }

  @Get("/docs")
  @Produces("text/html;charset=utf-8")
  HttpResponse<byte[]> docs() throws IOException {
    return HttpResponse.ok(SwaggerUi.resource("openapi/docs.html"))
        .header("Content-Security-Policy", POLICY);
  }

  @Get("/docs/{file}")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> asset(@PathVariable String file) throws IOException {
    var type = ASSETS.get(file);
    if (type == null) throw Problem.notFound("file");
    return HttpResponse.ok(swaggerUi.file(file))
        .header(HttpHeaders.CONTENT_TYPE, type)
        .header(HttpHeaders.CACHE_CONTROL, "max-age=3600");
  }
}
