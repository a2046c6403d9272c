package souk.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.client.codec.StringCodec;
import souk.embedded.RedisEngine;

class RedisScriptTest {
  private static RedisEngine engine;
  private static ApplicationContext context;
  private static Redis redis;

  @BeforeAll
  static void start() {
    engine = RedisEngine.start();
    context = ApplicationContext.run(Map.of("redis.url", engine.url(), "redis.key-prefix", "p:"));
    redis = context.getBean(Redis.class);
  }

  @AfterAll
  static void stop() {
    context.close();
    engine.kill();
  }

  @Test
  void answersWhatTheScriptReturnsThoughTheServerForgetsIt() {
    var echo = RedisScript.beside(RedisScriptTest.class, "echo.lua");
    for (int n = 0; n < 3; n++) {
      redis.client().getScript(StringCodec.INSTANCE).scriptFlush();
      assertThat(echo.call(redis, List.of(redis.key("k")), List.of("a", 7L, "b")))
          .isEqualTo(List.of("p:k", "a", 7L, List.of("b")));
    }
  }

  @Test
  void saysWhichScriptIsMissing() {
    assertThatThrownBy(() -> RedisScript.beside(RedisScriptTest.class, "nowhere.lua"))
        .hasMessageContaining("nowhere.lua");
  }
}
