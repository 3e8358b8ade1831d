using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Tests.Controllers.Example;

/// <summary>What is not in the cluster, and which no garbage collector cleans up.</summary>
public interface IOutside
{
    Task ForgetAsync(NamespacedName name, CancellationToken cancellationToken);
}
