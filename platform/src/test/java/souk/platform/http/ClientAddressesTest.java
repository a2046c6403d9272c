package souk.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {
  private static final List<String> OURS = List.of("10.0.0.0/8", "2001:db8:1::/48", "192.0.2.7");

  private final ClientAddresses addresses = new ClientAddresses(new TrustedProxies(OURS));

  @Test
  void whoComesDirectlyIsWhoeverThePeerIsWhateverItSays() {
    assertThat(seen("198.51.100.1", "X-Forwarded-For", "203.0.113.9")).isEqualTo("198.51.100.1");
    assertThat(seen("198.51.100.1", "Forwarded", "for=203.0.113.9")).isEqualTo("198.51.100.1");
    assertThat(seen("198.51.100.1", "X-Forwarded-For", "10.1.1.1")).isEqualTo("198.51.100.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.9                              | 203.0.113.9
          203.0.113.9, 10.2.2.2                    | 203.0.113.9
          1.1.1.1, 203.0.113.9                     | 203.0.113.9
          1.1.1.1, 203.0.113.9, 10.2.2.2, 192.0.2.7| 203.0.113.9
          1.1.1.1, 10.3.3.3, 203.0.113.9, 10.2.2.2 | 203.0.113.9
          203.0.113.9:4711                         | 203.0.113.9
          [2001:db8:2::5]:4711                     | 2001:db8:2:0:0:0:0:5
          2001:db8:2::5                            | 2001:db8:2:0:0:0:0:5
          2001:db8:2::5, 2001:db8:1::9             | 2001:db8:2:0:0:0:0:5
          ::ffff:203.0.113.9                       | 203.0.113.9
          10.4.4.4, 10.5.5.5                       | 10.4.4.4
          unknown                                  | 10.0.0.1
          203.0.113.9, unknown, 10.2.2.2           | 10.2.2.2
          203.0.113.9, localhost                   | 10.0.0.1
          203.0.113.9, 1                           | 10.0.0.1
          203.0.113.9,                             | 10.0.0.1
          999.1.1.1                                | 10.0.0.1
          '"203.0.113.9'                           | 203.0.113.9
          """)
  void behindOurProxiesItIsTheNearestHopThatIsNotOurs(String header, String client) {
    assertThat(seen("10.0.0.1", "X-Forwarded-For", header)).isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          for=203.0.113.9;proto=https;by=10.0.0.1  | 203.0.113.9
          For="[2001:db8:2::5]:4711"               | 2001:db8:2:0:0:0:0:5
          for=1.1.1.1, for=203.0.113.9             | 203.0.113.9
          by=1.1.1.1;for=203.0.113.9, for=10.2.2.2 | 203.0.113.9
          for=_hidden                              | 10.0.0.1
          proto=https                              | 10.0.0.1
          'for="1.1.1.1, for=203.0.113.9'          | 203.0.113.9
          """)
  void readsTheStandardHeaderToo(String header, String client) {
    assertThat(seen("10.0.0.1", "Forwarded", header)).isEqualTo(client);
  }

  @Test
  void joinsTheLinesOfAHeaderInTheirOrder() {
    var request = from("10.0.0.1");
    request.getHeaders().add("X-Forwarded-For", "1.1.1.1");
    request.getHeaders().add("X-Forwarded-For", "203.0.113.9, 10.2.2.2");
    assertThat(addresses.resolve(request)).isEqualTo("203.0.113.9");
  }

  /** The proxy wrote one of them; the other is whatever the client likes. */
  @Test
  void believesNeitherOfTwoHeadersThatDisagree() {
    var request = from("10.0.0.1");
    request.getHeaders().add("X-Forwarded-For", "203.0.113.9");
    request.getHeaders().add("Forwarded", "for=203.0.113.10");
    assertThat(addresses.resolve(request)).isEqualTo("10.0.0.1");
    request.getHeaders().set("Forwarded", "for=203.0.113.9");
    assertThat(addresses.resolve(request)).isEqualTo("203.0.113.9");
  }

  @Test
  void withoutProxiesNothingIsBelieved() {
    var alone = new ClientAddresses(new TrustedProxies(null));
    var request = from("127.0.0.1");
    request.getHeaders().add("X-Forwarded-For", "203.0.113.9");
    assertThat(alone.resolve(request)).isEqualTo("127.0.0.1");
  }

  @Test
  void countsOneSubscriberOnce() {
    assertThat(network("203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(network("2001:db8:2:3:4:5:6:7")).isEqualTo(network("2001:db8:2:3:ffff::1"));
    assertThat(network("2001:db8:2:3::1")).isNotEqualTo(network("2001:db8:2:4::1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.com", "10.0.0/"})
  void refusesWhatIsNoRange(String range) {
    assertThatThrownBy(() -> new TrustedProxies(List.of(range)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("souk.trusted-proxies")
        .hasMessageContaining(range);
  }

  private static String network(String address) {
    return new ClientAddress(InetAddress.ofLiteral(address)).network();
  }

  private String seen(String peer, String header, String value) {
    var request = from(peer);
    request.getHeaders().add(header, value);
    return addresses.resolve(request);
  }

  private static SimpleHttpRequest<?> from(String peer) {
    return new SimpleHttpRequest<Object>(io.micronaut.http.HttpMethod.GET, "/", null) {
      @Override
      public InetSocketAddress getRemoteAddress() {
        return new InetSocketAddress(InetAddress.ofLiteral(peer), 4711);
      }
    };
  }
}
