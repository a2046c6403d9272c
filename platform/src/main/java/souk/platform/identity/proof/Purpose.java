package souk.platform.identity.proof;

import java.time.Duration;

/** What a one-time token is good for. */
public enum Purpose {
  VERIFY_EMAIL(Duration.ofHours(24)),
  RESET_PASSWORD(Duration.ofMinutes(30));

  private final Duration life;

  Purpose(Duration life) {
    this.life = life;
  }

  /** For how long a token of this purpose can be used, from when its letter is sent. */
  public Duration life() {
    return life;
  }
}
