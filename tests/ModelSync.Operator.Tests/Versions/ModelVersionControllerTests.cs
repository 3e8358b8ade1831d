using System.Text;
using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Operator.Registries;
using ModelSync.Operator.Tests.Registries;
using ModelSync.Operator.Versions;
using ModelSync.Playground.World;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>Promises that depend on what Kubernetes really does; a server that knows CEL refuses some of it first, with the same words.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ModelVersionControllerTests : IAsyncDisposable
{
    private const string Name = "fraud-1.0.0";

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3), TimeProvider.System);
    private PlaygroundNamespace _namespace = null!;
    private FakeRegistry _registry = null!;
    private string _digest = "";

    private CancellationToken Ct => _limit.Token;

    private KubernetesClient Client => _namespace.Cluster.Client;

    [SetUp]
    public async Task StartAsync()
    {
        _registry = await FakeRegistry.StartAsync();
        _digest = _registry.Push("models/fraud", "1");
        _namespace = await (await World.GetAsync()).Local.CreateNamespaceAsync(Ct);
    }

    [Test]
    public async Task A_private_version_is_pinned_with_its_pull_secret_which_nothing_shows()
    {
        _registry.Challenge = _registry.BearerChallenge;
        _registry.Before = static http =>
            http.Request.Path.Value is "/token" && http.Request.Headers.Authorization.Count == 0 ? Refuse(http) : Task.FromResult(false);
        await CreateSecretAsync();
        await using var running = new RunningOperator(_namespace, _registry.Host);
        await CreateAsync(spec => spec with { PullSecrets = [new LocalReference { Name = "pull" }] });

        var version = await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");

        Assert.That(version.Status!.Components!.Single(), Is.EqualTo(new ResolvedComponent
        {
            Name = "weights",
            Uri = $"oci://{_registry.Host}/models/fraud@{_digest}",
            Digest = _digest,
            Strength = DigestStrength.Content,
            Size = 7,
        }));
        Assert.That(version.Status.Conditions!.Select(condition => condition.ObservedGeneration), Is.All.EqualTo(version.Metadata.Generation));
        await _namespace.RunAsync(["wait", "--for=condition=Ready", $"modelversion/{Name}", "--timeout=10s"], input: null, Ct);
        await UntilEventAsync("Pinned");
        var shown = string.Join('\n', running.Logs) + await _namespace.RunAsync(["get", "events,modelversions", "-o", "yaml"], input: null, Ct);
        Assert.That(shown, Does.Not.Contain(FakeRegistry.Password));
    }

    [Test]
    public async Task A_refusal_names_the_registrys_word_and_the_secret_and_mends_by_itself_when_the_artifact_comes()
    {
        _registry.Delete("models/fraud", "1");
        await using var running = new RunningOperator(_namespace, _registry.Host);
        await CreateAsync();

        var failed = await UntilAsync(status => status.Phase is ModelVersionPhase.Failed, "it has failed");
        Assert.That(failed.Status!.Condition("Stalled").Reason, Is.EqualTo("ArtifactNotFound"));
        Assert.That(failed.Status!.Condition("Stalled").Message, Does.Contain("404 MANIFEST_UNKNOWN"));
        await UntilEventAsync("ArtifactNotFound");

        _registry.Push("models/fraud", "1");
        await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");
    }

    [Test]
    public async Task An_invalid_spec_is_rejected_with_the_words_of_the_rule()
    {
        const string Words = "components must have exactly one component with role Weights";
        await using var running = new RunningOperator(_namespace, _registry.Host);
        var refusal = await CreateAsync(spec => spec with { Components = [.. spec.Components!, spec.Components![0] with { Name = "more" }] });
        if (refusal is not null)
        {
            Assert.That(refusal, Does.Contain(Words));
            return;
        }

        var version = await UntilAsync(status => status.Phase is ModelVersionPhase.Rejected, "it is rejected");

        Assert.That(version.Status!.Condition("Accepted"), Has.Property("Reason").EqualTo("InvalidSpec").And.Property("Message").Contains(Words));
        Assert.That(_registry.Requests, Is.Empty);
    }

    [Test]
    public async Task A_spec_that_changes_behind_the_pins_is_told_and_the_pins_stay()
    {
        await using var running = new RunningOperator(_namespace, _registry.Host);
        await CreateAsync();
        var pinned = await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");
        var refusal = await PatchAsync("""{"spec":{"parameters":{"threshold":"0.1"}}}""");
        if (refusal is not null)
        {
            Assert.That(refusal, Does.Contain("parameters cannot change after creation"));
            return;
        }

        var version = await UntilAsync(status => status.Phase is ModelVersionPhase.Failed, "it has failed");

        Assert.That(version.Status!.Condition("Verified").Reason, Is.EqualTo("SpecMutated"));
        Assert.That(version.Status!.PackageDigest, Is.EqualTo(pinned.Status!.PackageDigest));
        Assert.That(version.Status!.Components, Is.EqualTo(pinned.Status!.Components));
    }

    [Test]
    public async Task A_restart_writes_nothing_and_asks_nobody()
    {
        await using (new RunningOperator(_namespace, _registry.Host))
        {
            await CreateAsync();
            await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");
        }

        var before = await GetAsync(Name);
        var asked = _registry.Requests.Count;
        await using var again = new RunningOperator(_namespace, _registry.Host);
        await CreateAsync(spec => spec with { Version = "2.0.0" }, "fraud-2.0.0");
        await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "the next one is ready", "fraud-2.0.0");

        Assert.That((await GetAsync(Name))!.Metadata.ResourceVersion, Is.EqualTo(before!.Metadata.ResourceVersion));
        Assert.That(_registry.Requests, Has.Count.EqualTo(asked + 1));
    }

    [Test]
    public async Task A_retired_version_waits_for_its_rollouts_and_a_deleted_one_changes_none()
    {
        await using var running = new RunningOperator(_namespace, _registry.Host);
        await CreateAsync();
        var version = await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");
        await CreateRolloutAsync();
        await ServeAsync($$$"""{"stable":{"version":"1.0.0","digest":"{{{version.Status!.PackageDigest}}}","revision":"r1"}}""");
        var used = await UntilAsync(status => status.ServedByCount is 1, "it is used");
        Assert.That(used.Status!.ServedBy!.Single(), Is.EqualTo(Sample.Use() with { Namespace = _namespace.Name }));
        Assert.That(used.Status.Condition("InUse").Status, Is.EqualTo("True"));

        await PatchAsync("""{"spec":{"lifecycle":"Retired"}}""");
        var waiting = await UntilAsync(status => status.ObservedGeneration is 2, "the retirement is seen");
        Assert.That((waiting.Status!.Phase, waiting.Status.Condition("Ready").Reason), Is.EqualTo((ModelVersionPhase.Deprecated, "InUse")));
        await ServeAsync("""{"stable":{"version":"2.0.0","digest":null,"revision":"r2"}}""");
        await UntilAsync(status => status.Phase is ModelVersionPhase.Retired && status.ServedByCount is 0, "it is retired");

        await ServeAsync("""{"stable":{"version":"1.0.0","revision":"r1"}}""");
        await UntilAsync(status => status.ServedByCount is 1, "it is used again");
        var rollout = await Client.Resource<ModelRollout>().GetAsync(_namespace.Key("fraud"), Ct);
        await Client.Resource<ModelVersion>().DeleteAsync(_namespace.Key(Name), options: null, Ct);
        await CreateAsync(spec => spec with { Version = "3.0.0" }, "fraud-3.0.0");
        await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "the next one is ready", "fraud-3.0.0");
        var after = await Client.Resource<ModelRollout>().GetAsync(_namespace.Key("fraud"), Ct);
        Assert.That(after!.Metadata.ResourceVersion, Is.EqualTo(rollout!.Metadata.ResourceVersion));
    }

    [Test]
    public async Task Policies_of_both_scopes_are_asked_again_when_they_or_the_namespace_change()
    {
        await using var running = new RunningOperator(_namespace, _registry.Host);
        await CreateAsync();
        await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");

        await Client.Resource<ModelPolicy>().CreateAsync(
            new ModelPolicy
            {
                Metadata = new ObjectMeta { Namespace = _namespace.Name, Name = "house" },
                Spec = new ModelPolicySpec { Match = new PolicyMatch { Environments = ["prod"] }, Rules = [Sample.OnlyFrom("oci://registry.example/")] },
            },
            options: null,
            Ct);
        await Client.Resource<Namespace>().PatchAsync(
            NamespacedName.ClusterScoped(_namespace.Name), Patch.Merge("""{"metadata":{"labels":{"modelsync.io/environment":"prod"}}}"""u8), options: null, Ct);
        var rejected = await UntilAsync(status => status.Phase is ModelVersionPhase.Rejected, "it is rejected");
        Assert.That(rejected.Status!.Condition("Accepted").Message, Does.Contain("ModelPolicy/house").And.Contain("publish it there"));
        await UntilEventAsync("PolicyViolated");

        await Client.Resource<ModelPolicy>().DeleteAsync(_namespace.Key("house"), options: null, Ct);
        var name = $"deny-{_namespace.Name}";
        await Client.Resource<ClusterModelPolicy>().CreateAsync(Denying(name), options: null, Ct);
        try
        {
            var denied = await UntilAsync(status => status.Conditions!.Any(condition => condition.Reason is "VersionDenied"), "it is denied");
            Assert.That(denied.Status!.Policy!.Single().Policy, Is.EqualTo($"ClusterModelPolicy/{name}"));
        }
        finally
        {
            await Client.Resource<ClusterModelPolicy>().DeleteAsync(NamespacedName.ClusterScoped(name), options: null, Ct);
        }

        await UntilAsync(status => status.Phase is ModelVersionPhase.Ready && status.Policy is null or [], "it is ready again");
    }

    [Test]
    public async Task A_quarantine_is_told_at_once()
    {
        await using var running = new RunningOperator(_namespace, _registry.Host);
        await CreateAsync();
        await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");

        await PatchAsync("""{"spec":{"lifecycle":"Quarantined"}}""");

        await UntilAsync(status => status.Phase is ModelVersionPhase.Quarantined, "it is quarantined");
        await UntilEventAsync("Quarantined");
        if (await PatchAsync("""{"spec":{"lifecycle":"Active"}}""") is { } refusal)
        {
            Assert.That(refusal, Does.Contain("lifecycle cannot become Active after Quarantined"));
            return;
        }

        var back = await UntilAsync(status => status.Conditions!.Any(condition => condition.Type is "Stalled"), "the way back is refused");
        Assert.That(back.Status!.Condition("Stalled").Message, Does.Contain("lifecycle cannot become Active after Quarantined"));
        Assert.That(VersionObservations.Of(back)!.Lifecycle, Is.EqualTo(Lifecycle.Quarantined));
    }

    public async ValueTask DisposeAsync()
    {
        await _namespace.DisposeAsync();
        await _registry.DisposeAsync();
        _limit.Dispose();
    }

    private static Task<bool> Refuse(Microsoft.AspNetCore.Http.HttpContext http)
    {
        http.Response.StatusCode = 401;
        return Task.FromResult(true);
    }

    private ClusterModelPolicy Denying(string name) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        Spec = new ModelPolicySpec
        {
            Match = new PolicyMatch { Namespaces = new NamespaceMatch { Names = [_namespace.Name] } },
            Rules = [new PolicyRule { Name = "deny", Deny = new DenyRule { Versions = ["1.0.0"], Reason = "it is unsafe" } }],
        },
    };

    private async Task CreateSecretAsync()
    {
        var config = $"{{\"auths\":{{\"{_registry.Host}\":{{\"username\":\"{FakeRegistry.User}\",\"password\":\"{FakeRegistry.Password}\"}}}}}}";
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(config));
        await _namespace.ApplyAsync(
            $$$"""
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"pull"},"type":"kubernetes.io/dockerconfigjson",
            "data":{".dockerconfigjson":"{{{data}}}"}}
            """,
            Ct);
    }

    /// <summary>Creates a version; what the server says where it refuses.</summary>
    private async Task<string?> CreateAsync(Func<ModelVersionSpec, ModelVersionSpec>? change = null, string name = Name)
    {
        var spec = new ModelVersionSpec
        {
            Model = "fraud",
            Version = "1.0.0",
            Components = [new ModelComponent { Name = "weights", Role = ComponentRole.Weights, Uri = $"oci://{_registry.Host}/models/fraud:1" }],
        };
        var version = new ModelVersion { Metadata = new ObjectMeta { Namespace = _namespace.Name, Name = name }, Spec = change?.Invoke(spec) ?? spec };
        try
        {
            await Client.Resource<ModelVersion>().CreateAsync(version, options: null, Ct);
            return null;
        }
        catch (KubernetesApiException e) when (e.IsInvalid)
        {
            return e.Message;
        }
    }

    private async Task<string?> PatchAsync(string json)
    {
        try
        {
            await Client.Resource<ModelVersion>().PatchAsync(_namespace.Key(Name), Patch.Merge(Encoding.UTF8.GetBytes(json)), options: null, Ct);
            return null;
        }
        catch (KubernetesApiException e) when (e.IsInvalid)
        {
            return e.Message;
        }
    }

    private Task CreateRolloutAsync() => _namespace.ApplyAsync(
        """
        {"apiVersion":"modelsync.io/v1alpha1","kind":"ModelRollout","metadata":{"name":"fraud"},"spec":{"model":"fraud","version":"1.0.0",
        "template":{"spec":{"containers":[{"name":"server","image":"registry.example/a:1"}]}},"ports":[{"name":"http","port":80,"targetPort":8080}]}}
        """,
        Ct);

    private Task ServeAsync(string status) => Client.Resource<ModelRollout>().Status.PatchAsync(
        _namespace.Key("fraud"), Patch.Merge(Encoding.UTF8.GetBytes($"{{\"status\":{status}}}")), options: null, Ct);

    private Task<ModelVersion?> GetAsync(string name) => Client.Resource<ModelVersion>().GetAsync(_namespace.Key(name), Ct);

    private async Task<ModelVersion> UntilAsync(Func<ModelVersionStatus, bool> condition, string what, string name = Name)
    {
        ModelVersion? version = null;
        await Eventually.TrueAsync(
            async () => (version = await GetAsync(name))?.Status is { Conditions: not null } status && condition(status),
            () => $"{what}: {(version?.Status is { } status ? JsonSerializer.Serialize(status, ApiJsonContext.Default.ModelVersionStatus) : "no status")}",
            Ct);
        return version!;
    }

    private Task UntilEventAsync(string reason) => Eventually.TrueAsync(
        async () => (await Client.Resource<Event>().ListAsync(new ListOptions { Namespace = _namespace.Name }, Ct)).Items.Any(told => told.Reason == reason),
        () => $"there is an Event {reason}",
        Ct);
}
