package souk.platform.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.inject.Singleton;
import java.util.Currency;
import souk.platform.money.Money;

/** Writes money as {@code {"amount": 1250, "currency": "EUR"}}. */
@Singleton
final class MoneyJson extends SimpleModule {
  MoneyJson() {
    super("money");
    setMixInAnnotation(Money.class, Form.class);
  }

  @JsonIgnoreProperties("negative")
  private interface Form {
    @JsonProperty(value = "amount", required = true)
    long minor();

    @JsonProperty(required = true)
    @JsonSetter(nulls = Nulls.FAIL)
    Currency currency();
  }
}
