package souk.payments.vault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The brands whose numbers are taken, by their first digits and their lengths (ISO/IEC 7812). */
public enum CardBrand {
  VISA(Set.of(13, 16, 19), "4-4"),
  MASTERCARD(Set.of(16), "51-55", "2221-2720"),
  AMEX(Set.of(15), "34-34", "37-37"),
  DISCOVER(Set.of(16, 17, 18, 19), "6011-6011", "644-649", "65-65"),
  JCB(Set.of(16, 17, 18, 19), "3528-3589"),
  DINERS(Set.of(14, 15, 16, 17, 18, 19), "300-305", "36-36", "38-39"),
  UNIONPAY(Set.of(16, 17, 18, 19), "62-62", "81-81");

  private record Range(int from, int to, int digits) {
    static Range parse(String text) {
      var bounds = text.split("-");
      return new Range(
          Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1]), bounds[0].length());
    }

    boolean contains(byte[] number) {
      var first = 0;
      for (var i = 0; i < digits; i++) first = first * 10 + number[i] - '0';
      return from <= first && first <= to;
    }
  }

  private final Set<Integer> lengths;
  private final Range[] ranges;

  CardBrand(Set<Integer> lengths, String... ranges) {
    this.lengths = lengths;
    this.ranges = Arrays.stream(ranges).map(Range::parse).toArray(Range[]::new);
  }

  /** The brand of a number in ASCII digits, if it has the first digits and the length of one. */
  static Optional<CardBrand> of(byte[] number) {
    return Arrays.stream(values())
        .filter(brand -> brand.lengths.contains(number.length))
        .filter(brand -> Arrays.stream(brand.ranges).anyMatch(range -> range.contains(number)))
        .findFirst();
  }

  /** The word by which clients know it, such as {@code visa}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
