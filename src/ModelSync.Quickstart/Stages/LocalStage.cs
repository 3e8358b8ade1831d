using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.Control;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Hosting;
using ModelSync.Playground.Load;
using ModelSync.Playground.Serving;
using ModelSync.Playground.World;
using ModelSync.Quickstart.Manifests;
using ModelSync.Quickstart.Operation;
using ModelSync.Quickstart.Story;

namespace ModelSync.Quickstart.Stages;

/// <summary>A playground that lives as long as this program, with the operator beside it.</summary>
internal sealed class LocalStage : IStage
{
    private const string Namespace = "default";
    private const string OwnNamespace = "modelsync-system";
    private const string User = $"system:serviceaccount:{OwnNamespace}:modelsync";
    private const int RequestsPerSecond = 100;
    private static readonly string[] Groups = ["system:serviceaccounts", $"system:serviceaccounts:{OwnNamespace}"];

    private readonly Endings _endings = new();

    // Cancelled when `modelsync-playground down` says so: that ends it as a signal does.
    private readonly TaskCompletionSource<string> _down = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private PlaygroundWorld _world = null!;
    private OperatorProcess _operator = null!;

    private LocalStage()
    {
    }

    public IKubernetesClient Client => _world.Local.Client;

    public NamespacedName Rollout { get; } = new(Namespace, "fraud");

    public string Samples => ManifestFiles.PlaygroundSamples;

    public StoryPlan Plan { get; } = new();

    public string BadBecause => "behaviors.yaml has the pods of 3.0.0 answer every third request with an error";

    public IReadOnlyList<string> BadSamples { get; } = ["behaviors.yaml"];

    public ManifestApplier Applier { get; private set; } = null!;

    public string Farewell => "ended; nothing is left behind";

    public IReadOnlyList<string> NextSteps
    {
        get
        {
            var kubectl = _world.Local.ControlPlane.Binaries.Kubectl ?? "kubectl";
            return
            [
                $"export KUBECONFIG={_world.KubeconfigPath}",
                $"alias kubectl={kubectl}",
                "kubectl get modelsync                # all that is declared",
                "kubectl describe mro fraud           # the story again, in Events",
                """kubectl patch mro fraud --type merge -p '{"spec":{"version":"2.0.0"}}'   # give the bad one up""",
                "kubectl patch cm playground-behaviors --type merge -p '{\"data\":{\"fraud-detector-3.0.0\":\"error-rate=0\"}}'   # mend it …",
                """kubectl patch mro fraud --type merge -p '{"spec":{"version":"3.0.0","retryToken":"1"}}'   # … and try it again""",
            ];
        }
    }

    public static async Task<LocalStage> StartAsync(IProgress<string> progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var stage = new LocalStage();
        try
        {
            await stage.BeginAsync(progress, time, cancellationToken).ConfigureAwait(false);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public IReadOnlyList<JsonObject> Read(string sample) => ManifestFiles.Read(Samples + sample);

    public string PatchTo(string version) => $$$"""{"spec":{"version":"{{{version}}}"}}""";

    public async Task<LoadSnapshot> SendRequestsAsync(Narrator narrator, CancellationToken cancellationToken)
    {
        var options = new LoadOptions
        {
            // A route has an address from the moment that it has somewhere to go.
            EndPoint = await _world.Local.DataPlane!.WaitForEndPointAsync("HTTPRoute", Rollout, section: null, cancellationToken).ConfigureAwait(false),
            Request = LoadRequest.Infer(ModelRuntime.OIP, "fraud-detector"),
            Rate = RequestsPerSecond,
            ProgressInterval = TimeSpan.FromMilliseconds(500),
        };
        return await LoadGenerator.RunAsync(options, narrator.Traffic, cancellationToken).ConfigureAwait(false);
    }

    public async Task<string> WaitForCrashAsync(CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<string>[] waits = [_world.WaitForCrashAsync(enough.Token), _operator.WaitForCrashAsync(enough.Token), _down.Task.WaitAsync(enough.Token)];
        var first = await Task.WhenAny(waits).ConfigureAwait(false);
        await enough.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(waits)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await first.ConfigureAwait(false);
    }

    public string LogTail() => _operator.LogTail();

    public ValueTask DisposeAsync() => _endings.DisposeAsync();

    private async Task BeginAsync(IProgress<string> progress, TimeProvider time, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        _world = await PlaygroundWorld.StartAsync(new PlaygroundOptions { Progress = progress, Time = time }, cancellationToken).ConfigureAwait(false);
        _endings.Add(_world.DisposeAsync);
        var control = new WorldControl(_world, startedAt, () => _down.TrySetCanceled(), time);
        var server = await ControlServer.StartAsync(_world.ControlSocketPath, control, cancellationToken).ConfigureAwait(false);
        _endings.Add(server.DisposeAsync);

        var served = await new Definitions(Client, time).CreateAsync(ManifestFiles.Read(ManifestFiles.Definitions), cancellationToken).ConfigureAwait(false);
        progress.Report($"{ManifestFiles.Definitions} is installed: the kinds of modelsync.io are served");
        Applier = new ManifestApplier(Client, served, Namespace);
        await Applier.ApplyAsync(ManifestFiles.Read(ManifestFiles.Permissions), cancellationToken).ConfigureAwait(false);
        var directory = OwnedDirectory.ForQuickstart();
        _endings.Add(directory.Dispose);
        var cluster = _world.Local;
        _operator = OperatorProcess.Start(
            cluster.Faults.WriteKubeconfig(User, Groups),
            directory.File("operator.log"),
            ["--lease-namespace", OwnNamespace, "--pod-proxy", cluster.PodProxy.Url.OriginalString]);
        _endings.Add(_operator.DisposeAsync);
        progress.Report($"the operator runs, with the rights of {ManifestFiles.Permissions} and no others");
        progress.Report($"its log: {_operator.LogPath}");
    }
}
