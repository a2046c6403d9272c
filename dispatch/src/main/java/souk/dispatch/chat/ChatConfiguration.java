package souk.dispatch.chat;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/** What the parties of a trip may write to each other. */
@ConfigurationProperties("souk.chat")
public interface ChatConfiguration {
  /** For how long after a trip's end they still may: something was left in the car. */
  @Bindable(defaultValue = "5m")
  Duration getGrace();

  /** How many characters a message has at most. */
  @Bindable(defaultValue = "500")
  int getCharacters();

  /** How many messages one party may send within a minute. */
  @Bindable(defaultValue = "20")
  int getPerMinute();

  /** How many messages a conversation holds. */
  @Bindable(defaultValue = "500")
  int getMessages();

  /** For how long after its last message a conversation is kept. */
  @Bindable(defaultValue = "90d")
  Duration getRetention();
}
