package souk.platform.identity.token;

/** A signed token for the {@code Authorization} header. */
public record AccessToken(String text, long expiresInSeconds) {
  @Override
  public String toString() {
    return "AccessToken[…]";
  }
}
