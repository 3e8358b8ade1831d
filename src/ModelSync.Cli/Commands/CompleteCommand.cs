using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Cli.Arguments;
using ModelSync.Cli.Clusters;
using ModelSync.Cli.Completion;
using ModelSync.Cli.Versions;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;

namespace ModelSync.Cli.Commands;

/// <summary>Answers shells and kubectl, in the form that kubectl's own completion has: words with what they mean, and a last line that says whether files fit too.</summary>
internal static class CompleteCommand
{
    private const string Files = ":0";
    private const string NoFiles = ":4";

    // Nobody waits longer for the Tab key.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } = new()
    {
        Name = "__complete",
        Summary = "Completes the last word",
        Most = int.MaxValue,
        IsHidden = true,
        TakesAnything = true,
        Run = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var query = CompletionPlanner.Plan(CommandCatalog.All, context.Line.Operands);
        var names = query.Names == NameKind.None ? [] : await NamesAsync(query, context, cancellationToken).ConfigureAwait(false);
        foreach (var (word, help) in query.Words.Concat(names.Select(name => (name, ""))).Where(pair => pair.Item1.StartsWith(query.Prefix, StringComparison.Ordinal)))
        {
            context.Screen.Output.WriteLine(help.Length > 0 ? $"{word}\t{help}" : word);
        }

        context.Screen.Output.WriteLine(query.IsFile ? Files : NoFiles);
        return ExitCodes.Ok;
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(CompletionQuery query, CommandContext context, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, context.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            if (query.Names == NameKind.Contexts)
            {
                var config = query.Line.Text(CommonOptions.Kubeconfig) is { } file ? KubeConfigLoader.Default.ReadFile(file) : KubeConfigLoader.Default.ReadDefault();
                return [.. (config?.Contexts ?? []).Select(one => one.Name).OfType<string>()];
            }

            var session = Session.Open(query.Line, static _ => { });
            await using var closing = session.ConfigureAwait(false);
            return await NamesAsync(query.Names, session, both.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KubernetesException or KubeConfigException or CliException or OperationCanceledException)
        {
            // A completion that fails is none: an error would stand in the middle of what is being written.
            return [];
        }
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(NameKind kind, Session session, CancellationToken cancellationToken)
    {
        var mine = new ListOptions { Namespace = session.Namespace };
        switch (kind)
        {
            case NameKind.Rollouts:
                var rollouts = await session.Client.Metadata<ModelRollout>().ListAsync(mine, cancellationToken).ConfigureAwait(false);
                return [.. rollouts.Items.Select(one => one.Metadata.Name!)];
            case NameKind.Versions:
                var versions = await session.Client.Metadata<ModelVersion>().ListAsync(mine, cancellationToken).ConfigureAwait(false);
                return [.. versions.Items.Select(one => one.Metadata.Name!)];
            case NameKind.Models:
                var all = await new VersionReader(session).ListAsync(model: null, cancellationToken).ConfigureAwait(false);
                return [.. all.Select(one => one.Spec?.Model).OfType<string>().Distinct(StringComparer.Ordinal)];
            default:
                var namespaces = await session.Client.Metadata<Namespace>().ListAsync(ListOptions.All, cancellationToken).ConfigureAwait(false);
                return [.. namespaces.Items.Select(one => one.Metadata.Name!)];
        }
    }
}
