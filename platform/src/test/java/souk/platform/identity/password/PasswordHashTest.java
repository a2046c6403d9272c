package souk.platform.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

  /** Computed by the reference implementation: {@code argon2 somesalt -id -t 2 -k 65536 -p 1}. */
  @Test
  void matchesWhatTheReferenceImplementationComputed() {
    var hash =
        PasswordHash.parse(
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    assertThat(hash.matches("password")).isTrue();
    assertThat(hash.matches("Password")).isFalse();
  }

  @Test
  void isReadAsItIsWritten() {
    var hash = PasswordHash.of("correct horse", CHEAP);
    var read = PasswordHash.parse(hash.encoded());
    assertThat(read.matches("correct horse")).isTrue();
    assertThat(read.matches("correct horsf")).isFalse();
    assertThat(read.costs(CHEAP)).isTrue();
    assertThat(read.costs(new Argon2Cost(64, 2, 1))).isFalse();
  }

  @Test
  void twoHashesOfOnePasswordDiffer() {
    assertThat(PasswordHash.of("correct horse", CHEAP).encoded())
        .isNotEqualTo(PasswordHash.of("correct horse", CHEAP).encoded());
  }

  @Test
  void takesTheSameLettersHoweverTheyWereTyped() {
    assertThat(PasswordHash.of("caf\u00e9 caf\u00e9", CHEAP).matches("cafe\u0301 cafe\u0301"))
        .isTrue();
  }

  @Test
  void doesNotShowItself() {
    assertThat(PasswordHash.of("correct horse", CHEAP)).hasToString("PasswordHash[…]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "correct horse",
        "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=64,t=99,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=64,t=1,p=99$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=4,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=64,t=1,p=1$$"
      })
  void refusesWhatIsNoHash(String text) {
    assertThatThrownBy(() -> PasswordHash.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("c29tZXNhbHQ");
  }
}
