package souk.server.openapi;

import io.micronaut.context.annotation.Bean;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The description of the whole API. Each module's is generated when it is compiled; here they
 * become one, with what all operations share.
 */
@Singleton
@Bean(typed = OpenApiDocument.class)
final class OpenApiDocument {
  private static final List<String> MODULES =
      List.of("platform", "payments", "dispatch", "booking");

  private final PublicRoutes publicRoutes;
  private final Map<String, Object> document;

  OpenApiDocument(PublicRoutes publicRoutes) {
    this.publicRoutes = publicRoutes;
    this.document = assemble();
  }

  /** The document in YAML. */
  String yaml() {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    // shared parts are written out each time, not as YAML references
    options.setDereferenceAliases(true);
    return new Yaml(options).dump(document);
  }

  private Map<String, Object> assemble() {
    var whole = read("META-INF/swagger/souk-server.yml");
    MODULES.forEach(module -> merge(whole, read("META-INF/swagger/souk-" + module + ".yml")));
    // last, because what is shared is written by hand where Java's shape is not JSON's
    merge(whole, read("openapi/common.yml"));
    whole.put("paths", new TreeMap<>(map(whole, "paths")));
    var operations = new Operations(publicRoutes);
    map(whole, "paths").forEach((path, item) -> operations.complete(path, asMap(item)));
    Operations.INJECTED.forEach(map(map(whole, "components"), "schemas")::remove);
    return whole;
  }

  private static void merge(Map<String, Object> whole, Map<String, Object> part) {
    map(whole, "paths").putAll(map(part, "paths"));
    var components = map(whole, "components");
    map(part, "components")
        .forEach((kind, _) -> {
          map(components, kind).putAll(map(map(part, "components"), kind));
        });
    if (part.containsKey("security")) whole.put("security", part.get("security"));
  }

  private static Map<String, Object> read(String resource) {
    try (var in = OpenApiDocument.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) throw new IllegalStateException(resource + " was not built");
      return asMap(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Map<String, Object> map(Map<String, Object> parent, String key) {
    return asMap(parent.computeIfAbsent(key, _ -> new LinkedHashMap<String, Object>()));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }
}
