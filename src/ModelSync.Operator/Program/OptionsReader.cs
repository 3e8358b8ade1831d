using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using ModelSync.Operator.Reading;
using ModelSync.Registries;

namespace ModelSync.Operator.Program;

/// <summary>Reads options from arguments, and from environment variables where there is no argument: `--lease-name x` is `MODELSYNC_LEASE_NAME=x`.</summary>
internal static class OptionsReader
{
    private const string Prefix = "MODELSYNC_";

    /// <summary>The flags that decide which permissions the operator needs.</summary>
    public static IReadOnlyList<string> OfPermissions { get; } = ["namespaces", "pods-by-api-server"];

    /// <summary>All flags, in the order in which help lists them.</summary>
    public static IReadOnlyList<Flag> Flags { get; } =
    [
        new("kubeconfig", "FILE", "the kubeconfig", "KUBECONFIG, in a cluster its ServiceAccount", (options, value) => options with { Kubeconfig = value }),
        new("namespaces", "A,B", "look after these namespaces only", "all", (options, value) => options with { Namespaces = List(value, "a namespace") }),
        new("environment", "NAME", "the environment of clusters and namespaces without the label modelsync.io/environment", null, (options, value) => options with { Environment = value }),
        new("leader-election", "true|false", "whether only one of several replicas acts", "true", (options, value) => options with { LeaderElection = Bool(value) }),
        new("lease-name", "NAME", "the Lease of the leader", "modelsync", (options, value) => options with { LeaseName = value }),
        new("lease-namespace", "NAME", "where the Lease is", "the operator's own namespace", (options, value) => options with { LeaseNamespace = value }),
        new("lease-duration", "SECONDS", "how long a silent leader stays leader, from 2 to 600", "15", (options, value) => options with { LeaseDuration = TimeSpan.FromSeconds(Number(value, 2, 600)) }),
        new("identity", "NAME", "the name of this replica", "POD_NAME, else the machine's name", (options, value) => options with { Identity = value }),
        new("metrics-address", "HOST:PORT", "where /metrics is served, or none", "[::]:8080", (options, value) => options with { MetricsAddress = value is "none" ? null : Address(value) }),
        new("health-address", "HOST:PORT", "where /healthz and /readyz are served", "[::]:8081", (options, value) => options with { HealthAddress = Address(value) }),
        new("pod-proxy", "URL", "an HTTP proxy by which gates reach pods and Services", null, (options, value) => options with { PodProxy = Url(value) }),
        new("pods-by-api-server", "true|false", "whether gates reach pods by way of the API server; needs the right to pods/proxy", "false", (options, value) => options with { PodsByApiServer = Bool(value) }),
        new("plain-http-registries", "A,B", "registries that are asked without TLS, such as registry.local:5000", null, (options, value) => options with { PlainHttpRegistries = Registries(value) }),
        new("workers", "NUMBER", "how many rollouts are worked on at once, from 1 to 256", "8", (options, value) => options with { Workers = (int)Number(value, 1, 256) }),
        new("log-level", "LEVEL", "Trace, Debug, Information, Warning or Error", "Information", (options, value) => options with { LogLevel = Level(value) }),
        new("log-format", "json|text", "how logs are written", "json", (options, value) => options with { LogsJson = value switch { "json" => true, "text" => false, _ => throw new FormatException("give json or text") } }),
    ];

    /// <summary>What `--help` prints.</summary>
    public static string Usage { get; } = "usage: modelsync-operator [--FLAG VALUE]...   each flag is also an environment variable, such as MODELSYNC_LEASE_NAME\n\n"
        + string.Join('\n', Flags.Select(static flag => $"  --{flag.Name} {flag.Value}".PadRight(36) + flag.InFull))
        + "\n" + "  --version".PadRight(36) + "print the version"
        + "\n\nusage: modelsync-operator rbac [--namespaces A,B] [--pods-by-api-server true]   prints the permissions that it needs, as manifests";

    /// <summary>The options.</summary>
    /// <exception cref="OptionsException">One cannot be used; the message names it, its value and the remedy.</exception>
    public static OperatorOptions Read(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(environment);
        var options = new OperatorOptions();
        foreach (var flag in Flags)
        {
            if (environment(VariableOf(flag.Name)) is { Length: > 0 } value)
            {
                options = Apply(options, flag, VariableOf(flag.Name), value);
            }
        }

        return Check(Read(options, arguments, static _ => { }));
    }

    /// <summary>The options that decide which permissions the operator needs; environment variables are those of another place, and are not read.</summary>
    /// <exception cref="OptionsException">One cannot be used, or changes no permission; the message names it and the remedy.</exception>
    public static OperatorOptions ReadForPermissions(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return Read(new OperatorOptions(), arguments, static flag =>
        {
            if (!OfPermissions.Contains(flag.Name, StringComparer.Ordinal))
            {
                throw new OptionsException(
                    $"--{flag.Name} changes no permission: leave it out; `modelsync-operator rbac` takes {string.Join(" and ", OfPermissions.Select(static name => $"--{name}"))}.");
            }
        });
    }

    private static OperatorOptions Read(OperatorOptions options, IReadOnlyList<string> arguments, Action<Flag> check)
    {
        for (var index = 0; index < arguments.Count; index++)
        {
            var (name, value) = arguments[index].Split('=', 2) is [var before, var after] ? (before, after) : (arguments[index], index + 1 < arguments.Count ? arguments[++index] : null);
            var flag = Flags.FirstOrDefault(flag => Text.Same(name, $"--{flag.Name}")) ?? throw new OptionsException($"{name} is no flag of the operator: see --help.");
            check(flag);
            options = Apply(options, flag, name, value ?? throw new OptionsException($"{name} needs a value, {flag.Value}: {flag.InFull}."));
        }

        return options;
    }

    private static OperatorOptions Apply(OperatorOptions options, Flag flag, string name, string value)
    {
        try
        {
            return flag.Set(options, value);
        }
        catch (FormatException e)
        {
            throw new OptionsException($"{name} is \"{value}\": {e.Message}.", e);
        }
    }

    private static OperatorOptions Check(OperatorOptions options) => options switch
    {
        { PodProxy: not null, PodsByApiServer: true } => throw new OptionsException("--pod-proxy and --pods-by-api-server are both set: pods are reached by one of them."),
        _ => options,
    };

    /// <summary>The environment variable of a flag.</summary>
    public static string VariableOf(string flag) => Prefix + flag.ToUpperInvariant().Replace('-', '_');

    private static bool Bool(string value) => value switch { "true" => true, "false" => false, _ => throw new FormatException("give true or false") };

    private static double Number(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"give a whole number from {least} to {most}");

    private static string[] List(string value, string what) =>
        value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } items ? items : throw new FormatException($"name at least {what}");

    private static IReadOnlySet<string> Registries(string value) => PlainHttpRegistries.TryParse(value, "--plain-http-registries", out var registries, out var error) ? registries : throw new FormatException(error);

    private static Uri Url(string value) => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" ? url : throw new FormatException("give a URL such as http://127.0.0.1:3128");

    private static IPEndPoint Address(string value) => IPEndPoint.TryParse(value.StartsWith(':') ? $"[::]{value}" : value, out var address) && value.Contains(':', StringComparison.Ordinal)
        ? address
        : throw new FormatException("give an address and port such as 0.0.0.0:8080");

    private static LogLevel Level(string value) => Enum.TryParse<LogLevel>(value, ignoreCase: true, out var level) && level != LogLevel.None && !char.IsAsciiDigit(value[0])
        ? level
        : throw new FormatException("give Trace, Debug, Information, Warning or Error");
}
