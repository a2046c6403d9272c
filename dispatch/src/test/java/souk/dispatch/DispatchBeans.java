package souk.dispatch;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.DefaultApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.inject.BeanDefinitionReference;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An application of cities, routes and surge alone: nothing that would need an engine. */
public final class DispatchBeans {
  private static final Set<String> PACKAGES =
      Set.of("souk.dispatch.city", "souk.dispatch.eta", "souk.dispatch.surge");

  private DispatchBeans() {}

  /** Starts it; the caller closes it. */
  public static ApplicationContext start(Map<String, Object> settings) {
    var context = new Context();
    context.getEnvironment().addPropertySource(PropertySource.of(settings));
    return context.start();
  }

  private static final class Context extends DefaultApplicationContext {
    Context() {
      super("test");
    }

    @Override
    protected List<BeanDefinitionReference> resolveBeanDefinitionReferences() {
      return super.resolveBeanDefinitionReferences().stream()
          .filter(bean -> isIncluded(bean.getBeanDefinitionName()))
          .toList();
    }

    private static boolean isIncluded(String bean) {
      return !bean.startsWith("souk.")
          || PACKAGES.contains(bean.substring(0, bean.lastIndexOf('.')));
    }
  }
}
