package souk.server.openapi;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Properties;

/** The files of the bundled Swagger UI, whatever its version, and our own beside it. */
@Singleton
final class SwaggerUi {
  private final String directory;

  SwaggerUi() throws IOException {
    var properties = new Properties();
    properties.load(
        new ByteArrayInputStream(resource("META-INF/maven/org.webjars/swagger-ui/pom.properties")));
    directory = "META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version") + "/";
  }

  byte[] file(String name) throws IOException {
    return resource(name.equals("start.js") ? "openapi/start.js" : directory + name);
  }

  static byte[] resource(String name) throws IOException {
    try (var in = SwaggerUi.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) throw new FileNotFoundException(name);
      return in.readAllBytes();
    }
  }
}
