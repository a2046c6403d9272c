package souk.sim.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** One message of the socket as it came. */
public record Frame(
    String type, @Nullable String id, @Nullable String subject, long version, JsonNode data) {

  /** What the versions of this message count: {@code ride}, {@code trip}, {@code offer}, … */
  public String aggregate() {
    var dot = type.indexOf('.');
    return dot < 0 ? type : type.substring(0, dot);
  }
}
