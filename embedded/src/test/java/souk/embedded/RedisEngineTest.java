package souk.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import souk.embedded.engine.Redis;

class RedisEngineTest {

  @Test
  void isFlushedKilledAndRestartedAtTheSameAddressWithoutHarmToTheSharedOne() throws IOException {
    var shared = portOf(TestEngines.redisUrl());
    assertThat(Redis.answer(shared, "SET isolation:driver 7")).startsWith("+OK");
    var redis = RedisEngine.start();
    var port = portOf(redis.url());
    assertThat(Redis.answer(port, "SET driver 7")).startsWith("+OK");

    redis.flush();
    assertThat(Redis.answer(port, "GET driver")).startsWith("$-1");

    assertThat(Redis.answer(port, "SET driver 8")).startsWith("+OK");
    redis.kill();
    assertThatThrownBy(() -> Redis.answer(port, "PING")).isInstanceOf(IOException.class);

    redis.restart();
    assertThat(portOf(redis.url())).isEqualTo(port);
    assertThat(Redis.answer(port, "GET driver")).startsWith("$-1");
    assertThat(Redis.answer(shared, "GET isolation:driver")).contains("7");
    redis.kill();
  }

  private static int portOf(String url) {
    return URI.create(url).getPort();
  }
}
