using System.Text.Json.Nodes;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Hosting;
using ModelSync.Playground.Load;
using ModelSync.Quickstart.Arguments;
using ModelSync.Quickstart.Manifests;
using ModelSync.Quickstart.Operation;
using ModelSync.Quickstart.Story;

namespace ModelSync.Quickstart.Stages.Clusters;

/// <summary>A namespace in somebody's cluster, with the operator on this machine.</summary>
internal sealed class ClusterStage : IStage
{
    private readonly QuickstartArguments.Run _arguments;
    private readonly TimeProvider _time;
    private readonly Endings _endings = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly ClusterSamples _samples;
    private KubernetesClient _client = null!;
    private OperatorProcess _operator = null!;

    private ClusterStage(QuickstartArguments.Run arguments, TimeProvider time)
    {
        (_arguments, _time, _samples) = (arguments, time, new ClusterSamples(arguments));
        Plan = new StoryPlan
        {
            Weights = [25, 50, 100],
            BadReason = ReturnReason.ProgressDeadlineExceeded,
            Answering = _samples.NamesPods ? ["1.0.0", "2.0.0"] : [],
            CountsFailures = false,
        };
    }

    public IKubernetesClient Client => _client;

    public NamespacedName Rollout { get; } = new(ClusterNames.Namespace, "fraud");

    public string Samples => ManifestFiles.ClusterSamples;

    public StoryPlan Plan { get; }

    public string BadBecause => "3.0.0 comes with a readiness probe that never succeeds, as a model that cannot be loaded has it: nobody listens on that port";

    public IReadOnlyList<string> BadSamples { get; } = [];

    public ManifestApplier Applier { get; private set; } = null!;

    public string Farewell => _arguments.Remove
        ? "ended; what was made in the cluster is removed"
        : $"ended; left in the cluster: namespace {ClusterNames.Namespace}, ClusterRole and ClusterRoleBinding {ClusterNames.ClusterRole}, and the definitions of modelsync.io";

    public IReadOnlyList<string> NextSteps =>
    [
        $"kubectl --context {_arguments.Context} --namespace {ClusterNames.Namespace} get modelsync,deployments,services",
        $"kubectl --context {_arguments.Context} --namespace {ClusterNames.Namespace} describe mro fraud",
        $$$"""kubectl --context {{{_arguments.Context}}} --namespace {{{ClusterNames.Namespace}}} patch mro fraud --type merge -p '{"spec":{"version":"1.0.0"}}'""",
    ];

    /// <summary>Looks at the cluster, asks, and starts; null when the person does not want it.</summary>
    public static async Task<ClusterStage?> StartAsync(QuickstartArguments.Run arguments, Narrator narrator, Keyboard? keyboard, TimeProvider time, CancellationToken cancellationToken)
    {
        var stage = new ClusterStage(arguments, time);
        try
        {
            if (await stage.BeginAsync(narrator, keyboard, cancellationToken).ConfigureAwait(false))
            {
                return stage;
            }
        }
        catch
        {
            await stage.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await stage.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    public IReadOnlyList<JsonObject> Read(string sample) => _samples.Read(sample);

    public string PatchTo(string version) =>
        string.Equals(version, Plan.Bad, StringComparison.Ordinal) ? _samples.PatchToBad(version) : $$$"""{"spec":{"version":"{{{version}}}"}}""";

    public Task<LoadSnapshot> SendRequestsAsync(Narrator narrator, CancellationToken cancellationToken)
    {
        string? VersionOf(string pod) => (narrator.Record.Last?.Status?.Weights ?? [])
            .FirstOrDefault(weight => pod.StartsWith($"{Rollout.Name}-{weight.Revision}-", StringComparison.Ordinal))?.Version;
        return new ServiceLoad(_client, Rollout, _samples.LoadPath, VersionOf, _time).RunAsync(narrator.Traffic, cancellationToken);
    }

    public Task<string> WaitForCrashAsync(CancellationToken cancellationToken) => _operator.WaitForCrashAsync(cancellationToken);

    public string LogTail() => _operator.LogTail();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _endings.DisposeAsync().ConfigureAwait(false);
        _ended.Dispose();
    }

    private async Task<bool> BeginAsync(Narrator narrator, Keyboard? keyboard, CancellationToken cancellationToken)
    {
        var config = ClusterConfigLoader.Default.LoadDefault(path: null, new KubeConfigOverrides { Context = _arguments.Context });
        _client = KubernetesClient.Create(config);
        _endings.Add(_client.DisposeAsync);
        var survey = await ClusterSurvey.OfAsync(_client, _time, cancellationToken).ConfigureAwait(false);
        foreach (var line in ClusterQuestion.Lines(_arguments, _arguments.Context!, config.Server, survey))
        {
            narrator.Print(line);
        }

        if (!await IsWantedAsync(narrator, keyboard, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        var objects = new ClusterObjects(_client, _time);
        if (survey.HasLeftovers)
        {
            await objects.RemoveNamespaceAsync(cancellationToken).ConfigureAwait(false);
            narrator.Report("what an earlier quickstart has left behind is removed");
        }

        _endings.Add(() => EndAsync(objects, survey));
        Applier = await objects.CreateAsync(survey, cancellationToken).ConfigureAwait(false);
        narrator.Report($"namespace {ClusterNames.Namespace}, definitions and permissions are there");
        await StartOperatorAsync(config, cancellationToken).ConfigureAwait(false);
        narrator.Report($"the operator runs on this machine as ServiceAccount {ClusterNames.Namespace}/{ClusterNames.Account}");
        narrator.Report($"its log: {_operator.LogPath}");
        return true;
    }

    private async Task<bool> IsWantedAsync(Narrator narrator, Keyboard? keyboard, CancellationToken cancellationToken)
    {
        if (_arguments.Yes)
        {
            return true;
        }

        if (keyboard is null)
        {
            throw new QuickstartException("there is no terminal to ask at, and nothing is changed: say YES=true to go on without being asked");
        }

        narrator.Print("");
        narrator.Print("Go on? Type y and Enter, or Enter alone to leave everything as it is.");
        var answer = await keyboard.NextAsync(cancellationToken).ConfigureAwait(false);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    private async Task StartOperatorAsync(ClusterConfig config, CancellationToken cancellationToken)
    {
        var directory = OwnedDirectory.ForQuickstart();
        _endings.Add(directory.Dispose);
        var account = new OperatorAccount(_client, directory, _time);
        var kubeconfig = await account.WriteAsync(config, cancellationToken).ConfigureAwait(false);
        var renewals = account.KeepAsync(_ended.Token);
        _endings.Add(async () => await renewals.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
        string[] flags = ["--namespaces", ClusterNames.Namespace, "--lease-namespace", ClusterNames.Namespace, "--pods-by-api-server", "true"];
        _operator = OperatorProcess.Start(kubeconfig, directory.File("operator.log"), flags);
        _endings.Add(_operator.DisposeAsync);
    }

    private async ValueTask EndAsync(ClusterObjects objects, ClusterSurvey survey)
    {
        if (_arguments.Remove)
        {
            await objects.RemoveAsync(survey, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            await objects.ReleaseRolloutsAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
