package souk.platform.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a state as JSON without the fields that are named like secrets. Callers choose what is
 * remembered; this is for the day one of them chooses too much.
 */
@Singleton
final class WithoutSecrets {
  private static final Pattern SECRET =
      Pattern.compile("password|secret|token|cvc|iban|hash|(^|_)key$|(^|_)pan$");

  private final ObjectMapper mapper;

  WithoutSecrets(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  String write(Object state) {
    return cleaned(mapper.valueToTree(state)).toString();
  }

  private static JsonNode cleaned(JsonNode node) {
    if (node instanceof ObjectNode object) object.remove(names(object));
    node.forEach(WithoutSecrets::cleaned);
    return node;
  }

  private static List<String> names(ObjectNode object) {
    return object
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(name -> SECRET.matcher(name).find())
        .toList();
  }
}
