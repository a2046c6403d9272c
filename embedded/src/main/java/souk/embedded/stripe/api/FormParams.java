package souk.embedded.stripe.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Form parameters with Stripe's nested names, such as {@code metadata[order]}; reading checks. */
public record FormParams(List<Param> all) {
  record Param(String name, String value) {
    String topLevel() {
      var bracket = name.indexOf('[');
      return bracket < 0 ? name : name.substring(0, bracket);
    }

    @Override
    public String toString() {
      return name + "=" + value;
    }
  }

  private static final int METADATA_ENTRIES_MAX = 50;
  private static final int METADATA_KEY_MAX = 40;
  private static final int METADATA_VALUE_MAX = 500;

  public FormParams {
    all = List.copyOf(all);
  }

  /** Reads {@code a=b&c[d]=e}. */
  public static FormParams parse(String encoded) {
    try {
      return new FormParams(
          Arrays.stream(encoded.split("&"))
              .filter(pair -> !pair.isEmpty())
              .map(FormParams::parsePair)
              .toList());
    } catch (IllegalArgumentException badEscape) {
      throw ApiRefusal.invalid("The request's parameters are not form-encoded.", null);
    }
  }

  private static Param parsePair(String pair) {
    var parts = pair.split("=", 2);
    return new Param(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The same for requests that say the same in another order. */
  String canonical() {
    return all.stream()
        .sorted(Comparator.comparing(Param::name))
        .map(param -> param.name().length() + ":" + param + ":" + param.value().length())
        .collect(Collectors.joining("&"));
  }

  void allowOnly(Set<String> known) {
    for (var param : all) {
      if (!known.contains(param.topLevel())) throw ApiRefusal.unknownParameter(param.topLevel());
    }
  }

  /** The value of a parameter; an empty one counts as absent, the last of several wins. */
  Optional<String> text(String name) {
    return all.stream()
        .filter(param -> param.name().equals(name))
        .map(Param::value)
        .reduce((_, last) -> last)
        .filter(value -> !value.isEmpty());
  }

  String required(String name) {
    return text(name).orElseThrow(() -> ApiRefusal.missing(name));
  }

  OptionalLong integer(String name) {
    var value = text(name);
    return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(parse(name, value.get()));
  }

  private static long parse(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException notAnInteger) {
      throw ApiRefusal.notAnInteger(name, value);
    }
  }

  boolean flag(String name) {
    return text(name).map(value -> parseFlag(name, value)).orElse(false);
  }

  private static boolean parseFlag(String name, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ApiRefusal.invalid("Invalid boolean: " + value, name);
    };
  }

  /** The values of {@code name[]} or {@code name[0]}. */
  List<String> list(String name) {
    return all.stream()
        .filter(param -> param.name().startsWith(name + "["))
        .map(Param::value)
        .toList();
  }

  Map<String, String> metadata() {
    var entries = new LinkedHashMap<String, String>();
    for (var param : all) {
      if (param.topLevel().equals("metadata")) putMetadata(entries, param);
    }
    if (entries.size() > METADATA_ENTRIES_MAX) {
      throw ApiRefusal.invalid("Metadata can have at most 50 keys.", "metadata");
    }
    return entries;
  }

  private static void putMetadata(Map<String, String> entries, Param param) {
    var name = param.name();
    if (!name.startsWith("metadata[") || !name.endsWith("]")) {
      throw ApiRefusal.invalid("Invalid hash", "metadata");
    }
    var key = name.substring("metadata[".length(), name.length() - 1);
    if (key.isEmpty() || key.length() > METADATA_KEY_MAX) {
      throw ApiRefusal.invalid("Metadata keys have 1 to 40 characters.", "metadata");
    }
    if (param.value().length() > METADATA_VALUE_MAX) {
      throw ApiRefusal.invalid("Metadata values have at most 500 characters.", name);
    }
    if (!param.value().isEmpty()) entries.put(key, param.value());
  }

  /** Those of the named texts that are present. */
  Map<String, String> labels(Set<String> names) {
    var labels = new LinkedHashMap<String, String>();
    names.forEach(name -> text(name).ifPresent(value -> labels.put(name, value)));
    return labels;
  }
}
