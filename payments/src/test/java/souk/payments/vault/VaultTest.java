package souk.payments.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import souk.payments.vault.Opened.Destroyed;
import souk.payments.vault.Opened.Number;
import souk.payments.vault.Opened.TooMany;
import souk.platform.postgres.Transactions;
import souk.platform.problem.Problem;

/** A number comes back from behind its token, and from nowhere else. */
class VaultTest {
  private static Safe safe;

  private final Random random = new Random(7);

  @BeforeAll
  static void open() {
    safe = Safe.open();
  }

  @AfterAll
  static void close() {
    safe.close();
  }

  @Test
  void whatIsKeptComesBack() {
    var digits = Numbers.visa(random);
    var kept = safe.kept(digits);
    assertThat(safe.number(kept.token())).isEqualTo(digits);
    assertThat(kept.firstDigits() + kept.last4())
        .isEqualTo(digits.substring(0, 6) + digits.substring(12));
    assertThat(kept.brand()).isEqualTo(CardBrand.VISA);
  }

  @Test
  void theSameNumberIsKnownAgainAndLooksDifferentEachTime() {
    var digits = Numbers.visa(random);
    var first = safe.kept(digits);
    var second = safe.kept(digits);
    assertThat(second.token()).isNotEqualTo(first.token());
    assertThat(second.numberId()).isEqualTo(first.numberId());
    assertThat(safe.kept(Numbers.visa(random)).numberId()).isNotEqualTo(first.numberId());
    assertThat(
            safe.node.text(
                "SELECT count(DISTINCT ciphertext) FROM payments.vault_number WHERE number_id = '%s'"
                    .formatted(first.numberId())))
        .isEqualTo("2");
  }

  @Test
  void aNumberHasOneNameHoweverManyKeepItAtOnce() throws Exception {
    var digits = Numbers.visa(random);
    Callable<KeptNumber> keep = () -> safe.kept(digits);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var names = new HashSet<>();
      for (var kept : threads.invokeAll(IntStream.range(0, 8).mapToObj(_ -> keep).toList())) {
        names.add(kept.get().numberId());
      }
      assertThat(names).hasSize(1);
    }
  }

  @Test
  void theDatabaseHoldsNeitherNumberNorKey() {
    var digits = Numbers.visa(random);
    var token = safe.keep(digits);
    var row =
        safe.node.text(
            "SELECT n::text || encode(ciphertext, 'escape') FROM payments.vault_number n"
                + " WHERE token = '%s'".formatted(token));
    assertThat(row).doesNotContain(digits).doesNotContain(digits.substring(4, 14));
  }

  @Test
  void onesPartsOpenNothingInAnothersRow() {
    var mine = safe.keep(Numbers.visa(random));
    var other = safe.keep(Numbers.visa(random));
    safe.node.sql(
        """
        UPDATE payments.vault_number n SET wrapped_key = o.wrapped_key, ciphertext = o.ciphertext
        FROM payments.vault_number o WHERE n.token = '%s' AND o.token = '%s'\
        """
            .formatted(mine, other));
    assertThat(safe.number(mine)).isEqualTo("key away");
  }

  @Test
  void aDamagedNumberIsNotTakenForAnother() {
    var token = safe.keep(Numbers.visa(random));
    safe.node.sql(
        """
        UPDATE payments.vault_number SET ciphertext = set_byte(ciphertext, 15,
          get_byte(ciphertext, 15) # 1) WHERE token = '%s'\
        """
            .formatted(token));
    assertThat(safe.number(token)).isEqualTo("damaged");
  }

  @Test
  void destroyedIsDestroyed() {
    var token = safe.keep(Numbers.visa(random));
    safe.vault.destroy(token);
    safe.vault.destroy(token);
    assertThat(safe.vault.opened(token)).isEqualTo(new Destroyed());
    assertThat(safe.vault.opened(VaultToken.random())).isEqualTo(new Destroyed());
  }

  @Test
  void openingIsWrittenDownAndLimited() throws Exception {
    var limits = Map.<String, Object>of("souk.vault.opened-per-minute-and-token", "5");
    try (var strict = Safe.open(limits);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var token = strict.keep(Numbers.visa(random));
      // a minute may begin meanwhile: then there are two budgets
      Callable<Opened> open = () -> strict.vault.open(token, "charge 1");
      var opened = 0;
      var refused = 0;
      for (var answer : threads.invokeAll(IntStream.range(0, 30).mapToObj(_ -> open).toList())) {
        if (answer.get() instanceof Number) opened++;
        if (answer.get() instanceof TooMany) refused++;
      }
      assertThat(opened).isIn(5, 10);
      assertThat(refused).isEqualTo(30 - opened);
      assertThat(
              strict.node.text(
                  "SELECT string_agg(DISTINCT outcome || ' ' || subject, ',') || count(*)"
                      + " FROM payments.vault_opening"))
          .isEqualTo("GRANTED charge 1,REFUSED charge 130");
      assertThatThrownBy(() -> strict.node.sql("DELETE FROM payments.vault_opening"))
          .hasMessageContaining("never rewritten");
    }
  }

  @Test
  void aKeyFileIsItsOwnersAlone() throws IOException {
    safe.keep(Numbers.visa(random));
    var permissions = Files.getPosixFilePermissions(safe.keys.resolve("card-1.json"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
  }

  @Test
  void withoutAnyKeyNothingIsKept() {
    try (var bare = Safe.open(Map.of("souk.vault.key-uri", "aws-kms://nobody"))) {
      assertThatThrownBy(() -> bare.keep(Numbers.visa(random)))
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.status()).isEqualTo(503));
      assertThat(bare.node.text("SELECT count(*) FROM payments.vault_number")).isEqualTo("0");
    }
  }

  @Test
  void noKeyIsUsedWithAConnectionInHand() {
    var transactions = safe.node.bean(Transactions.class);
    var digits = Numbers.visa(random);
    assertThatThrownBy(() -> transactions.call(() -> safe.keep(digits)))
        .hasMessageContaining("connection is held");
  }
}
