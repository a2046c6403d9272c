package souk.embedded.stripe.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import souk.embedded.stripe.api.Answer;
import souk.embedded.stripe.api.ApiRequest;
import souk.embedded.stripe.api.Operation;

/**
 * Requests of every kind with their answers, one JSON line each, for whoever compares them with
 * what Stripe publishes. Kept only where the environment names a directory for it.
 */
final class Recording {
  private static final String VARIABLE = "SOUK_TWIN_RECORDING";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Fields whose values make an answer another kind of answer. */
  private static final Set<String> TELLING = Set.of("object", "status", "type", "reason");

  private static final Optional<Recording> OF_THIS_PROCESS =
      Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).map(Recording::open);

  private final BufferedWriter lines;
  private final Set<Integer> kinds = new HashSet<>();

  private Recording(BufferedWriter lines) {
    this.lines = lines;
  }

  private static Recording open(Path directory) {
    try {
      Files.createDirectories(directory);
      var name = "twin-%d.jsonl".formatted(ProcessHandle.current().pid());
      return new Recording(Files.newBufferedWriter(directory.resolve(name)));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Keeps an exchange if somebody wants it and no such one was kept before. */
  static void keep(ApiRequest request, Answer answer) {
    OF_THIS_PROCESS.ifPresent(recording -> recording.add(request, answer));
  }

  private synchronized void add(ApiRequest request, Answer answer) {
    try {
      var body = MAPPER.readTree(answer.body());
      if (!kinds.add(kind(request, answer, body).hashCode())) return;
      lines.write(line(request, answer, body));
      lines.newLine();
      lines.flush();
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static String line(ApiRequest request, Answer answer, JsonNode body)
      throws JsonProcessingException {
    var line = MAPPER.createObjectNode();
    line.put("method", request.method());
    line.put("path", request.path());
    line.put("params", request.encodedParams());
    line.put("account", request.stripeAccount());
    line.put("status", answer.status());
    line.set("body", body);
    return MAPPER.writeValueAsString(line);
  }

  private static String kind(ApiRequest request, Answer answer, JsonNode body) {
    var operation =
        Operation.route(request.method(), request.path())
            .map(route -> route.operation().wireName())
            .orElse(request.path());
    var params =
        Arrays.stream(request.encodedParams().split("&"))
            .map(param -> param.replaceAll("=.*", "").replaceAll("^metadata.*|%5B\\d*%5D.*", "[]"))
            .collect(Collectors.toCollection(TreeSet::new));
    var fields = new TreeSet<String>();
    addFields(fields, "", body);
    return "%s %s %d %s".formatted(operation, params, answer.status(), fields);
  }

  private static void addFields(Set<String> fields, String path, JsonNode node) {
    node.forEach(element -> {
      if (node.isArray()) addFields(fields, path + "[]", element);
    });
    node.properties()
        .forEach(field -> {
          var name = path + "." + field.getKey();
          var telling = TELLING.contains(field.getKey()) ? field.getValue().asText() : "";
          fields.add(name + ":" + field.getValue().getNodeType() + telling);
          if (!field.getKey().equals("metadata")) addFields(fields, name, field.getValue());
        });
  }
}
