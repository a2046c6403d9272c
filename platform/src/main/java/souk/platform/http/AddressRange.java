package souk.platform.http;

import java.math.BigInteger;
import java.net.InetAddress;

/** A range of addresses such as {@code 10.0.0.0/8}; a single address is a range too. */
record AddressRange(InetAddress network, int prefixBits) {
  AddressRange {
    if (prefixBits < 0 || prefixBits > bits(network)) {
      throw new IllegalArgumentException("no such prefix length: " + prefixBits);
    }
  }

  /**
   * @throws IllegalArgumentException when the text is no range; names are not looked up
   */
  static AddressRange parse(String text) {
    var parts = text.strip().split("/", 2);
    var network = InetAddress.ofLiteral(parts[0]);
    return new AddressRange(
        network, parts.length == 1 ? bits(network) : Integer.parseInt(parts[1]));
  }

  boolean contains(InetAddress address) {
    return bits(address) == bits(network) && prefix(address).equals(prefix(network));
  }

  private BigInteger prefix(InetAddress address) {
    return new BigInteger(1, address.getAddress()).shiftRight(bits(address) - prefixBits);
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }
}
