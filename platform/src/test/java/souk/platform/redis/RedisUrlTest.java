package souk.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {
  @Test
  void oneServer() {
    var url = RedisUrl.parse("redis://127.0.0.1:6379");
    assertThat(url.kind()).isEqualTo("single");
    assertThat(url.nodes()).containsExactly("redis://127.0.0.1:6379");
    assertThat(url.config(1000).isSentinelConfig()).isFalse();
    assertThat(url.config(1000).isClusterConfig()).isFalse();
  }

  @Test
  void sentinelsAndTheNameOfTheirMaster() {
    var url = RedisUrl.parse("rediss+sentinel://souk:secret@a:26379,b:26379/main");
    assertThat(url.nodes()).containsExactly("rediss://a:26379", "rediss://b:26379");
    assertThat(url.path()).isEqualTo("main");
    assertThat(url.user()).isEqualTo("souk");
    assertThat(url.password()).isEqualTo("secret");
    assertThat(url.config(1000).isSentinelConfig()).isTrue();
  }

  @Test
  void aCluster() {
    var url = RedisUrl.parse("redis+cluster://:secret@a:1,b:2,c:3");
    assertThat(url.nodes()).hasSize(3);
    assertThat(url.user()).isNull();
    assertThat(url.config(1000).isClusterConfig()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "127.0.0.1:6379", "http://a:1", "redis+ring://a:1", "redis://"})
  void anythingElseIsRefusedWithoutRepeatingSecrets(String url) {
    assertThatThrownBy(() -> RedisUrl.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis.url must be");
  }
}
