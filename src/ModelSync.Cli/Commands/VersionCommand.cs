using System.Buffers;
using System.Reflection;
using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Cli.Arguments;
using ModelSync.Cli.Output;
using ModelSync.Kubernetes;

namespace ModelSync.Cli.Commands;

/// <summary>Says which version this is, and what the cluster has.</summary>
internal static class VersionCommand
{
    private const string Client = "client";

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } = new()
    {
        Name = "version",
        Summary = "Says which version this is, and what the cluster serves",
        Options = [new(Client, null, null, "ask no cluster"), OutputOption.Objects],
        Examples = [new("both", "version"), new("without a cluster", "version --client")],
        Run = RunAsync,
    };

    // Twelve characters of a commit are enough to find it.
    private static string Built => typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion is not { } built ? "unknown"
        : built.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus && built.Length > plus + 13 ? built[..(plus + 13)]
        : built;

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        (string Version, bool HasKinds)? server = null;
        string? problem = null;
        if (!context.Line.Has(Client))
        {
            try
            {
                server = await AskAsync(context, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is KubernetesException or CliException)
            {
                problem = e.Message;
            }
        }

        if (context.Line.WantsObjects)
        {
            context.Screen.Output.Write(ObjectText.Of(Json(server), context.Line.Text(OutputOption.Name)!));
        }
        else
        {
            context.Screen.Write(Lines(server));
        }

        if (problem is not null)
        {
            context.Screen.Tell($"error: the cluster cannot be asked: {problem}");
        }

        return problem is null ? ExitCodes.Ok : ExitCodes.Cluster;
    }

    private static async Task<(string Version, bool HasKinds)> AskAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var session = context.Open();
        await using var closing = session.ConfigureAwait(false);
        var version = await session.Client.Discovery.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        var served = await session.Client.Discovery.GetResourcesAsync(cancellationToken).ConfigureAwait(false);
        return (version.GitVersion ?? "unknown", served.FindPreferred(ModelRollout.Resource.Group, ModelRollout.Resource.Kind) is not null);
    }

    private static IEnumerable<Line> Lines((string Version, bool HasKinds)? server)
    {
        yield return $"kubectl-modelsync {Built}, for {ApiGroup.Name}/{ApiGroup.Version}";
        if (server is { } known)
        {
            yield return $"Kubernetes {known.Version}, {(known.HasKinds ? "with" : "without")} the kinds of {ApiGroup.Name}";
        }
    }

    private static JsonElement Json((string Version, bool HasKinds)? server)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("version", Built);
            json.WriteString("apiVersion", $"{ApiGroup.Name}/{ApiGroup.Version}");
            if (server is { } known)
            {
                json.WriteString("kubernetes", known.Version);
                json.WriteBoolean("hasKinds", known.HasKinds);
            }

            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }
}
