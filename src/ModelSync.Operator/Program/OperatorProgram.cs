using System.Reflection;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Operator.Permissions;

namespace ModelSync.Operator.Program;

/// <summary>The command `modelsync-operator`.</summary>
internal static class OperatorProgram
{
    private const int BadOptions = 2;

    /// <summary>The version that was built.</summary>
    public static string Version => typeof(OperatorProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Runs it and returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (arguments is ["--help" or "-h" or "help"])
        {
            Console.WriteLine(OptionsReader.Usage);
            return 0;
        }

        if (arguments is ["--version"])
        {
            Console.WriteLine(Version);
            return 0;
        }

        if (arguments is ["rbac", .. var rest])
        {
            return WriteRbac(rest);
        }

        try
        {
            var options = OptionsReader.Read(arguments, Environment.GetEnvironmentVariable);
            using var logs = LogSetup.Create(options);
            var (logger, version) = (logs.CreateLogger(typeof(OperatorProgram)), Version);
            OperatorLog.Starts(logger, version, options.Namespaces);
            return await new OperatorHost(options, RuntimeServices.Default with { LoggerFactory = logs }).RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OptionsException or KubeConfigException or NotSupportedException)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return BadOptions;
        }
    }

    private static int WriteRbac(string[] arguments)
    {
        try
        {
            var options = OptionsReader.ReadForPermissions(arguments);
            Console.Write(RbacManifests.Write(options.Namespaces, options.PodsByApiServer));
            return 0;
        }
        catch (OptionsException e)
        {
            Console.Error.WriteLine(e.Message);
            return BadOptions;
        }
    }
}
