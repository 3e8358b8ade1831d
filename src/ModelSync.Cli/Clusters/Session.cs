using ModelSync.Cli.Arguments;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Cli.Clusters;

/// <summary>The cluster that a command talks to, and the namespace that it is about.</summary>
internal sealed class Session : IAsyncDisposable
{
    /// <summary>Who the API server writes down as the writer.</summary>
    public const string FieldManager = "kubectl-modelsync";

    private Session(IKubernetesClient client, string ns, string flags) => (Client, Namespace, Flags) = (client, ns, flags);

    /// <summary>The client.</summary>
    public IKubernetesClient Client { get; }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>The options of this call that a line to copy needs too, with a space before each.</summary>
    public string Flags { get; }

    /// <summary>Reads the kubeconfig as kubectl does, with the options that every command takes; opens no connection yet.</summary>
    /// <exception cref="CliException">There is none, or it cannot be used.</exception>
    public static Session Open(CommandLine line, Action<string> warn)
    {
        var overrides = new KubeConfigOverrides
        {
            Context = line.Text(CommonOptions.Context),
            Cluster = line.Text(CommonOptions.Cluster),
            User = line.Text(CommonOptions.User),
            Namespace = line.Text(CommonOptions.Namespace),
            ImpersonateUser = line.Text(CommonOptions.As),
            ImpersonateUid = line.Text(CommonOptions.AsUid),
            ImpersonateGroups = line.All(CommonOptions.AsGroup),
        };
        try
        {
            var config = ClusterConfigLoader.Default.LoadDefault(line.Text(CommonOptions.Kubeconfig) ?? HomeFile(), overrides);
            var client = KubernetesClient.Create(config, new KubernetesClientOptions { FieldManager = FieldManager, OnWarning = warning => warn(warning.Message) });
            return new Session(client, config.Namespace ?? "default", FlagsOf(line));
        }
        catch (KubeConfigException e)
        {
            throw new CliException(ExitCodes.Cluster, e.Message, e);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Client.DisposeAsync();

    // Before a pod's service account, which kubectl too takes only where there is no file.
    private static string? HomeFile() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(KubeConfigLoader.Variable)) ? KubeConfigLoader.Default.DefaultPaths.FirstOrDefault(File.Exists) : null;

    private static string FlagsOf(CommandLine line)
    {
        string[] kept = [CommonOptions.Kubeconfig, CommonOptions.Context, CommonOptions.Cluster, CommonOptions.User, CommonOptions.Namespace, CommonOptions.As];
        return string.Concat(kept.Where(line.Has).Select(option => option is CommonOptions.Namespace ? $" -n {line.Text(option)}" : $" --{option} {line.Text(option)}"));
    }
}
