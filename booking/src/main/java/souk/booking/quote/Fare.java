package souk.booking.quote;

import java.util.List;
import souk.platform.money.Money;

/** What a ride costs and why: the lines sum to the total. */
public record Fare(Money total, List<FareLine> lines) {
  /**
   * @throws IllegalArgumentException when the lines do not sum to the total
   */
  public Fare {
    lines = List.copyOf(lines);
    var sum =
        lines.stream().map(FareLine::amount).reduce(Money.zero(total.currency()), Money::plus);
    if (!sum.equals(total)) throw new IllegalArgumentException(lines + " do not sum to " + total);
  }

  /** The sum of the lines of a kind. */
  public Money of(FareLine.Kind kind) {
    return lines.stream()
        .filter(line -> line.kind() == kind)
        .map(FareLine::amount)
        .reduce(Money.zero(total.currency()), Money::plus);
  }

  /** The total without its tax. */
  public Money net() {
    return total.minus(of(FareLine.Kind.TAX));
  }

  /** The lines without the tax. */
  public List<FareLine> untaxed() {
    return lines.stream().filter(line -> line.kind() != FareLine.Kind.TAX).toList();
  }
}
