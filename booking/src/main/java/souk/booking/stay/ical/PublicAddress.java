package souk.booking.stay.ical;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Whether an address is one of the public internet's: anybody could reach it, so asking there tells
 * nothing of our own network. After IANA's registries of special-purpose addresses (RFC 6890).
 */
final class PublicAddress {
  private static final List<Range> SPECIAL_V4 =
      List.of(
          new Range(0x00000000, 8),
          new Range(0x0A000000, 8),
          new Range(0x64400000, 10),
          new Range(0x7F000000, 8),
          new Range(0xA9FE0000, 16),
          new Range(0xAC100000, 12),
          new Range(0xC0000000, 24),
          new Range(0xC0000200, 24),
          new Range(0xC0586300, 24),
          new Range(0xC0A80000, 16),
          new Range(0xC6120000, 15),
          new Range(0xC6336400, 24),
          new Range(0xCB007100, 24),
          // multicast, reserved and broadcast
          new Range(0xE0000000, 3));

  private PublicAddress() {}

  private record Range(int network, int bits) {
    boolean contains(int address) {
      return (address ^ network) >>> (Integer.SIZE - bits) == 0;
    }
  }

  static boolean isPublic(InetAddress address) {
    var bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      var number = number(bytes);
      return SPECIAL_V4.stream().noneMatch(range -> range.contains(number));
    }
    return isPublicV6(number(bytes));
  }

  /** Of what is given out (2000::/3), neither protocols and documentation nor tunnels of IPv4. */
  private static boolean isPublicV6(int head) {
    var isGivenOut = new Range(0x20000000, 3).contains(head);
    var isProtocol = new Range(0x20010000, 23).contains(head);
    var isDocumentation =
        new Range(0x20010DB8, 32).contains(head) || new Range(0x3FFF0000, 20).contains(head);
    var isTunnel = new Range(0x20020000, 16).contains(head);
    return isGivenOut && !isProtocol && !isDocumentation && !isTunnel;
  }

  /** The first four of its bytes. */
  private static int number(byte[] bytes) {
    var number = 0;
    for (int n = 0; n < Integer.BYTES; n++) number = number << Byte.SIZE | bytes[n] & 0xFF;
    return number;
  }
}
