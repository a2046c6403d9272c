package souk.platform.identity.password;

/** A hash as it was kept before the cost was raised. */
public final class CheapHash {
  private CheapHash() {}

  public static String of(String password) {
    return PasswordHash.of(password, new Argon2Cost(64, 1, 1)).encoded();
  }
}
