package souk.payments.vault;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import souk.platform.problem.Problem;

/**
 * Reads numbers and codes from JSON texts without making strings of them, and says of a wrong one
 * no more than that it is wrong: a parser's own message would quote it. Neither is ever written.
 */
@Singleton
final class NumberJson extends SimpleModule {
  NumberJson() {
    super("card numbers");
    addDeserializer(
        Pan.class,
        new Reader<>(
            Pan.class,
            Pan::read,
            "card_number_invalid",
            "This is no number of a card of a brand we take."));
    addDeserializer(
        Cvc.class,
        new Reader<>(Cvc.class, Cvc::read, "cvc_invalid", "A code has three or four digits."));
  }

  private interface Form<T> {
    Optional<T> read(char[] text, int offset, int length);
  }

  private static final class Reader<T> extends StdDeserializer<T> {
    private final transient Form<T> form;
    private final String code;
    private final String detail;

    Reader(Class<T> type, Form<T> form, String code, String detail) {
      super(type);
      this.form = form;
      this.code = code;
      this.detail = detail;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_STRING) throw refused();
      return form.read(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength())
          .orElseThrow(this::refused);
    }

    private Problem refused() {
      return Problem.malformed(code, detail);
    }
  }
}
