using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>Who and where this process is, where the options do not say.</summary>
internal static class ProcessIdentity
{
    /// <summary>
    /// The pod's name, or the host's, and a GUID: host names alone are shared by pods on the host's network (kubernetes #61151), and a container that restarts
    /// keeps its pod's name.
    /// </summary>
    public static string Resolve(LeaderElectionOptions options, IConfigEnvironment environment) => options.Identity ?? $"{HostName(environment)}_{Guid.NewGuid():D}";

    /// <exception cref="ArgumentException">Nothing says in which namespace.</exception>
    public static NamespacedName ResolveKey(LeaderElectionOptions options, IConfigEnvironment environment)
    {
        var name = options.Namespace ?? InClusterConfig.Namespace(environment) ?? throw new ArgumentException(
            $"{nameof(LeaderElectionOptions)}.{nameof(LeaderElectionOptions.Namespace)} is not set and this process runs in no pod: set it, or the variable POD_NAMESPACE",
            nameof(options));
        return new NamespacedName(name, options.Name);
    }

    private static string HostName(IConfigEnvironment environment) =>
        environment.GetVariable("POD_NAME") is { Length: > 0 } pod ? pod
        : environment.GetVariable("HOSTNAME") is { Length: > 0 } host ? host
        : Environment.MachineName;
}
