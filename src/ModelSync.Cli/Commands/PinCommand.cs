using System.Globalization;
using System.Text;
using ModelSync.Cli.Arguments;
using ModelSync.Cli.Lint;
using ModelSync.Cli.Output;
using ModelSync.Cli.Pins;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Registries;

namespace ModelSync.Cli.Commands;

/// <summary>Writes digests into manifests.</summary>
internal static class PinCommand
{
    private const string Check = "check";
    private const string DryRun = "dry-run";
    private const string Config = "registry-config";
    private const string PlainHttp = "plain-http";

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } = new()
    {
        Name = "pin",
        Summary = "Writes the digests of what tags lead to into the manifests of ModelVersions",
        Operands = "FILE…",
        Least = 1,
        Most = int.MaxValue,
        Kind = OperandKind.File,
        Options =
        [
            new(DryRun, null, null, "say what would be written, and write nothing"),
            new(Check, null, null, "ask no registry: exit code 1 when a component has no digest"),
            new(Config, null, "FILE", "the docker config with credentials; else what docker, podman and oras use"),
            new(PlainHttp, null, "HOSTS", "registries that are asked without TLS, separated by commas"),
        ],
        Details =
            """
            Registries are asked as the operator would, and the digest is computed over what they give. Each goes into the
            file, in a line digest: behind the component's uri; nothing else of the file changes, and a file with a mistake
            or a component that cannot be had is not touched. Digests that are there already are looked up too. A folder
            stands for the manifests in it; - reads standard input and writes standard output. No cluster is asked.
            """,
        Examples =
        [
            new("before a commit", "pin models/fraud-2.0.0.yaml"),
            new("in CI: nothing without a digest", "pin --check deploy/models/"),
            new("with a registry on this machine", "pin --plain-http localhost:5000 version.yaml"),
        ],
        Run = RunAsync,
    };

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var line = context.Line;
        if (line.Has(Check) && (line.Has(DryRun) || line.Has(Config) || line.Has(PlainHttp)))
        {
            throw new UsageException("pin --check asks no registry, and takes no other option of pin");
        }

        if (line.Has(Check))
        {
            return await CheckAsync(context, cancellationToken).ConfigureAwait(false);
        }

        if (!PlainHttpRegistries.TryParse(line.Text(PlainHttp), $"--{PlainHttp}", out var plain, out var error))
        {
            throw new UsageException(error);
        }

        var logins = await DockerLogins.ReadAsync(line.Text(Config), Environment.GetEnvironmentVariable, new CredentialHelper(context.Time), cancellationToken).ConfigureAwait(false);
        using var registry = new ArtifactRegistry(Options(plain), context.Time, RuntimeServices.Default.Jitter);
        var pinner = new Pinner(registry, logins.ForAsync);
        var (pinned, already, failed) = (0, 0, 0);
        await foreach (var (file, source) in ManifestFiles.ReadAsync(line.Operands, context.Input, cancellationToken).ConfigureAwait(false))
        {
            var report = await pinner.PinAsync(file, source.Text, cancellationToken).ConfigureAwait(false);
            (pinned, already, failed) = (pinned + report.Pinned.Count, already + report.Already, failed + report.Failures.Count);
            await TellAsync(context, file, source, report, cancellationToken).ConfigureAwait(false);
        }

        context.Screen.Tell(Summary(pinned, already, failed, line.Has(DryRun)));
        return failed == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task TellAsync(CommandContext context, string file, ManifestText source, PinReport report, CancellationToken cancellationToken)
    {
        // Standard output is the manifest's where that came from standard input.
        var screen = source.IsStandardInput ? context.Screen with { Output = context.Screen.Errors } : context.Screen;
        screen.Write(report.Failures.Select(LintCommand.Show));
        if (report.Failures.Count == 0)
        {
            screen.Write(report.Pinned.Select(pin => Place(file, pin.Place).Add($"ModelVersion/{pin.Version}: components[{pin.Component}]: {pin.Uri} is ").Add(pin.Digest, Tone.Good)));
            screen.Write(report.Packages.Select(package => Line.Of($"{file}: ModelVersion/{package.Version}: the package is {package.Digest}", Tone.Dim)));
        }

        if (source.IsStandardInput)
        {
            context.Screen.Output.Write(report.Text);
        }
        else if (!context.Line.Has(DryRun) && !string.Equals(report.Text, source.Text, StringComparison.Ordinal))
        {
            await source.ReplaceAsync(report.Text, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<int> CheckAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (open, versions) = (0, 0);
        await foreach (var (file, source) in ManifestFiles.ReadAsync(context.Line.Operands, context.Input, cancellationToken).ConfigureAwait(false))
        {
            var candidates = Find(file, source.Text);
            versions += candidates.Count;
            foreach (var candidate in candidates)
            {
                open += candidate.Open.Count;
                context.Screen.Write(candidate.Open.Select(one => Place(file, one.Place).Add($"ModelVersion/{candidate.Name}: ").Add($"components[{one.Component.Name}]: {one.Component.Uri} has no digest: run kubectl modelsync pin {file}", Tone.Bad)));
            }
        }

        context.Screen.Tell(string.Create(CultureInfo.InvariantCulture, $"{Count(versions, "ModelVersion")} checked: {(open == 0 ? "every component has a digest" : $"{Count(open, "component")} without a digest")}"));
        return open == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static IReadOnlyList<PinCandidate> Find(string file, string text)
    {
        try
        {
            return PinFinder.Find(text);
        }
        catch (YamlTextException e)
        {
            throw new CliException(ExitCodes.Failed, string.Create(CultureInfo.InvariantCulture, $"{file}:{e.Place.Line}:{e.Place.Column}: {e.Message}"), e);
        }
    }

    private static RegistryOptions Options(IReadOnlySet<string> plain) => new()
    {
        PlainHttp = plain,
        // Whoever runs this may go wherever this machine may.
        Addresses = new AddressPolicy(AllowLoopback: true, AllowLinkLocal: true),
        Proxy = HttpClient.DefaultProxy,
        UserAgent = "kubectl-modelsync",
        Words = RegistryWords.OfCommand,
    };

    private static Line Place(string file, YamlPlace place) => Line.Of(string.Create(CultureInfo.InvariantCulture, $"{file}:{place.Line}:{place.Column}: "), Tone.Strong);

    private static string Summary(int pinned, int already, int failed, bool isDry)
    {
        var text = new StringBuilder($"{Count(pinned, "component")} {(failed > 0 ? "resolved" : isDry ? "would be pinned" : "pinned")}");
        text.Append(already > 0 ? string.Create(CultureInfo.InvariantCulture, $", {already} had a digest already") : "");
        return text.Append(failed > 0 ? $"; {Count(failed, "mistake")}: files with one were not touched" : "").ToString();
    }

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
