package souk.payments.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import souk.embedded.TestDatabase;
import souk.payments.PaymentsNode;
import souk.payments.psp.PspNumbers;
import souk.payments.psp.PspOutcome;
import souk.payments.vault.Numbers;
import souk.payments.vault.Opened;
import souk.payments.vault.Vault;
import souk.payments.vault.VaultToken;

/** Without its key the vault takes no number, and says so before anybody else is asked. */
class VaultWithoutKeyTest {
  private final TestDatabase database = PaymentsNode.database();
  private final UUID person = UUID.randomUUID();
  private final String digits = Numbers.visa(new Random(person.getLeastSignificantBits()));
  private final AtomicInteger asked = new AtomicInteger();
  private final PspNumbers provider =
      (_, _, _, _, _) -> {
        asked.incrementAndGet();
        return new PspOutcome.Succeeded<>(new PspNumbers.Verified("FR"));
      };

  @TempDir private Path directory;

  @Test
  void nothingStartsThatTakesNumbersAndHasNowhereToGetAKey() {
    assertThatThrownBy(() -> serve(null, null))
        .hasStackTraceContaining("the card vault has no key: set souk.vault.key-uri");
    assertThatThrownBy(() -> serve("  ", null))
        .hasStackTraceContaining("the card vault has no key");
    assertThatThrownBy(() -> serve(null, "lost-kms://key"))
        .hasStackTraceContaining("souk.vault.key-uri: lost-kms://key: no client");
  }

  @Test
  void aKeyThatCannotBeWrittenIsNoAccidentAndKeepsNothing() throws Exception {
    var keys = directory.resolve("keys");
    var away = directory.resolve("away");
    try (var node = serve(keys.toString(), null)) {
      Files.move(keys, away);
      Files.createFile(keys);
      isRefused(node);
      // somebody puts it back
      Files.delete(keys);
      Files.move(away, keys);
      assertThat(register(node).statusCode()).isEqualTo(201);
    }
  }

  /** As a power cut or a careless hand leaves it, for a process that has not read it yet. */
  @Test
  void aKeyThatIsGoneOrTornIsNoAccidentAndKeepsNothing() throws Exception {
    try (var before = serve(directory.toString(), null)) {
      assertThat(register(before).statusCode()).isEqualTo(201);
      before.sql("TRUNCATE payments.card, payments.vault_number");
    }
    asked.set(0);
    var key = directory.resolve("card-1.json");
    var kept = Files.readString(key);
    Files.delete(key);
    try (var node = serve(directory.toString(), null)) {
      isRefused(node);
      assertThat(key).doesNotExist();
      Files.writeString(key, "");
      isRefused(node);
      Files.writeString(key, kept);
      assertThat(register(node).statusCode()).isEqualTo(201);
    }
    try (var without = PaymentsNode.start(database, "http://127.0.0.1:1", Map.of())) {
      var opened = without.bean(Vault.class).open(token(without), "test");
      assertThat(opened).isInstanceOf(Opened.KeyAway.class);
    }
  }

  private VaultToken token(PaymentsNode node) {
    return node.bean(Cards.class).list(person).getFirst().name();
  }

  private void isRefused(PaymentsNode node) throws Exception {
    var answer = register(node);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(answer.body()).contains("payments_unavailable").doesNotContain(digits);
    assertThat(asked).as("the provider was asked").hasValue(0);
    assertThat(node.text("SELECT count(*) FROM payments.card")).isEqualTo("0");
    assertThat(node.text("SELECT count(*) FROM payments.vault_number")).isEqualTo("0");
  }

  private PaymentsNode serve(@Nullable String keys, @Nullable String keyUri) {
    var settings = new HashMap<String, Object>(Map.of("souk.vault.numbers", true));
    if (keys != null) settings.put("souk.keys-dir", keys);
    if (keyUri != null) settings.put("souk.vault.key-uri", keyUri);
    return PaymentsNode.serve(database, "http://127.0.0.1:1", settings, provider);
  }

  private HttpResponse<String> register(PaymentsNode node)
      throws IOException, InterruptedException {
    var body = "{\"number\": \"%s\", \"exp_month\": 12, \"exp_year\": 2034, \"cvc\": \"737\"}";
    return node.as(person, "CUSTOMER").post("/v1/cards/numbers", body.formatted(digits));
  }
}
