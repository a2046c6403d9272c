package souk.payments.order;

import java.util.UUID;

/**
 * What is paid for, as far as payments needs to know: the kind of order ({@code ride}, {@code
 * meal}, {@code stay}) and its id.
 */
public record OrderRef(String kind, UUID id) {
  public OrderRef {
    if (!kind.matches("[a-z_]{1,20}")) {
      throw new IllegalArgumentException("not a kind of order: " + kind);
    }
  }

  @Override
  public String toString() {
    return kind + " " + id;
  }
}
