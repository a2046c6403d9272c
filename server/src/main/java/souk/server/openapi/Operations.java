package souk.server.openapi;

import static souk.server.openapi.OpenApiDocument.asMap;
import static souk.server.openapi.OpenApiDocument.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Completes the operations of a document: takes out the parameters that the server fills in by
 * itself, and adds what a method's signature does not say.
 */
final class Operations {
  /** What controllers are given without the caller sending it. */
  static final Set<String> INJECTED =
      Set.of(
          "Person", "ClientAddress", "InetAddress", "IdempotentCall", "Authentication", "Currency");

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final String SCHEMA = "#/components/schemas/";

  /** What is sent with a call that has one effect. */
  private static final List<Map<String, Object>> HEADERS =
      List.of(
          Map.of("$ref", "#/components/parameters/IdempotencyKey"),
          Map.of("$ref", "#/components/parameters/Device"));

  private final PublicRoutes publicRoutes;

  Operations(PublicRoutes publicRoutes) {
    this.publicRoutes = publicRoutes;
  }

  void complete(String path, Map<String, Object> item) {
    item.forEach((method, operation) -> {
      if (METHODS.contains(method)) complete(path, method, asMap(operation));
    });
  }

  private void complete(String path, String method, Map<String, Object> operation) {
    var asksForKey = operation.toString().contains(SCHEMA + "IdempotentCall");
    withoutInjectedParameters(operation);
    withoutInjectedBody(operation);
    if (asksForKey) parameters(operation).addAll(HEADERS);
    if (parameters(operation).isEmpty()) operation.remove("parameters");
    // an id that is unique in its controller only would not be unique here
    operation.put("operationId", operationId(path, method));
    var anonymous = publicRoutes.contains(method, path);
    if (anonymous) operation.put("security", List.of());
    answers(operation, path, method, anonymous);
  }

  private static void answers(
      Map<String, Object> operation, String path, String method, boolean anonymous) {
    var responses = map(operation, "responses");
    if (!method.equals("get") || path.contains("{") || operation.containsKey("parameters")) {
      responses.putIfAbsent("400", problem("Malformed"));
    }
    if (!anonymous) {
      responses.putIfAbsent("401", problem("Unauthenticated"));
      responses.putIfAbsent("403", problem("Forbidden"));
    }
    if (path.contains("{")) responses.putIfAbsent("404", problem("NotFound"));
    if (!method.equals("get")) responses.putIfAbsent("409", problem("Conflict"));
    if (!method.equals("get")) responses.putIfAbsent("422", problem("Refused"));
    responses.putIfAbsent("default", problem("Problem"));
  }

  private static Map<String, Object> problem(String name) {
    return Map.of("$ref", "#/components/responses/" + name);
  }

  private static void withoutInjectedParameters(Map<String, Object> operation) {
    parameters(operation)
        .removeIf(parameter -> isInjected(asMap(parameter).getOrDefault("schema", Map.of())));
  }

  /** With an injected parameter beside it, a body is described as an object of both. */
  private static void withoutInjectedBody(Map<String, Object> operation) {
    if (!operation.containsKey("requestBody")) return;
    var content = map(map(operation, "requestBody"), "content");
    content
        .values()
        .forEach(media -> {
          var schema = map(asMap(media), "schema");
          if (schema.get("allOf") instanceof List<?> parts && !parts.isEmpty()) {
            asMap(media).put("schema", parts.getFirst());
          } else if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.values().removeIf(Operations::isInjected);
          }
        });
    var empty = content.values().stream().allMatch(media -> isEmpty(map(asMap(media), "schema")));
    if (empty) operation.remove("requestBody");
  }

  private static boolean isEmpty(Map<String, Object> schema) {
    return !schema.containsKey("$ref")
        && schema.get("properties") instanceof Map<?, ?> properties
        && properties.isEmpty();
  }

  private static boolean isInjected(Object schema) {
    return asMap(schema).get("$ref") instanceof String reference
        && reference.startsWith(SCHEMA)
        && INJECTED.contains(reference.substring(SCHEMA.length()));
  }

  @SuppressWarnings("unchecked")
  private static List<Object> parameters(Map<String, Object> operation) {
    return (List<Object>) operation.computeIfAbsent("parameters", _ -> new ArrayList<>());
  }

  /** Such as {@code post_rides_ride_id_cancel}. */
  private static String operationId(String path, String method) {
    var words = path.replace("/v1/", "/").replaceAll("([a-z])([A-Z])", "$1_$2");
    return method
        + words.replaceAll("[^A-Za-z]+", "_").replaceAll("_$", "").toLowerCase(Locale.ROOT);
  }
}
