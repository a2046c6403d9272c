package souk.platform.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The address a request comes from: the peer's, or the one that our own proxies vouch for.
 * Controllers take it as a parameter.
 */
public record ClientAddress(InetAddress address) {
  private static final int SUBSCRIBER_BYTES = 8;

  /**
   * What limits count by: an IPv4 address, or the /64 of an IPv6 address, because one subscriber
   * has all of it.
   */
  public String network() {
    if (!(address instanceof Inet6Address)) return address.getHostAddress();
    var prefix = Arrays.copyOf(address.getAddress(), SUBSCRIBER_BYTES);
    return literal(Arrays.copyOf(prefix, 2 * SUBSCRIBER_BYTES)).getHostAddress() + "/64";
  }

  private static InetAddress literal(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
