package souk.platform.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the hops of a forwarding header, the client's end first. */
final class ForwardedHop {
  private static final Optional<InetAddress> NOT_NAMED = Optional.empty();
  private static final Pattern FOR =
      Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*(?<node>\"[^\"]*\"|[^;\\s]*)");
  private static final Pattern NODE =
      Pattern.compile(
          "\"?(?:\\[(?<six>[0-9A-Fa-f:.]+)](?::\\d+)?"
              + "|(?<four>\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d+)?"
              + "|(?<bare>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*))\"?");

  private ForwardedHop() {}

  /** The hops of {@code X-Forwarded-For}; one that names no address is empty. */
  static List<Optional<InetAddress>> ofForwardedFor(List<String> lines) {
    return elements(lines).map(ForwardedHop::address).toList();
  }

  /** The hops of {@code Forwarded} (RFC 7239); one that names no address is empty. */
  static List<Optional<InetAddress>> ofForwarded(List<String> lines) {
    return elements(lines)
        .map(FOR::matcher)
        .map(element -> element.find() ? address(element.group("node")) : NOT_NAMED)
        .toList();
  }

  /**
   * Splits at every comma, also a quoted one: no address has a comma, and a lone quote hides none.
   */
  private static Stream<String> elements(List<String> lines) {
    return lines.stream().flatMap(line -> Stream.of(line.split(",", -1))).map(String::strip);
  }

  private static Optional<InetAddress> address(String text) {
    var node = NODE.matcher(text);
    if (!node.matches()) return NOT_NAMED;
    return Stream.of("six", "four", "bare")
        .map(node::group)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .flatMap(ForwardedHop::literal);
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException noAddress) {
      return NOT_NAMED;
    }
  }
}
