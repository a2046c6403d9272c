package souk.dispatch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of service a customer asks for and a vehicle can give. */
public enum Product {
  STANDARD,
  XL,
  PREMIUM,
  POOL,
  COURIER;

  /** As it stands in rows, keys and JSON, such as {@code standard}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The product of that slug, if it is one. */
  public static Optional<Product> of(String slug) {
    return Arrays.stream(values()).filter(product -> product.slug().equals(slug)).findFirst();
  }
}
