package souk.server.socket;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import jakarta.inject.Singleton;

/**
 * Bounds a message over all its fragments. The framework bounds a single frame only, and collects
 * fragments for as long as they come.
 */
@Singleton
final class MessageLimit implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new EachServer());
    return event.getBean();
  }

  private static final class EachServer implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return new EachConnection(channel);
    }
  }

  private record EachConnection(Channel channel) implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel stream, ChannelRole role) {
      return new EachConnection(stream);
    }

    /** What handles the messages of a socket is added behind, when the socket opens. */
    @Override
    public void onStreamPipelineBuilt() {
      channel.pipeline().addLast("souk-message-limit", new Counter());
    }
  }

  private static final class Counter extends ChannelInboundHandlerAdapter {
    private long bytes;
    private boolean closed;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (!(message instanceof WebSocketFrame frame)) {
        context.fireChannelRead(message);
        return;
      }
      bytes += frame.content().readableBytes();
      if (closed || bytes > SocketEndpoint.FRAME_MAX) {
        refuse(context, frame);
        return;
      }
      if (frame.isFinalFragment()) bytes = 0;
      context.fireChannelRead(frame);
    }

    private void refuse(ChannelHandlerContext context, WebSocketFrame frame) {
      ReferenceCountUtil.release(frame);
      if (closed) return;
      closed = true;
      context
          .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.MESSAGE_TOO_BIG))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
