using ModelSync.Api.Gates;
using ModelSync.Core.Gates;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Operator.Execution;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Jobs;

/// <summary>Runs a Job for each measurement. Its name follows from run and attempt, so that nothing is run twice when the operator starts again.</summary>
internal sealed class JobMeter : GateMeter
{
    private const int MostKept = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    // The Job ends itself by its own deadline; where its controller is slow, or does not run, it is not waited for.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly ApplyOptions Apply = new(ObjectWriter.FieldManager);
    private readonly JobCheck _check;
    private readonly IKubernetesClient _client;
    private readonly NamespacedName _rollout;
    private readonly string _run;
    private readonly TimeProvider _time;
    private int _attempt;
    private long? _since;

    public JobMeter(JobCheck check, GateRequest request, GateScene scene, IKubernetesClient client, TimeProvider time)
    {
        _time = time;
        (_check, _client, _rollout, _run) = (check, client, scene.Rollout.Key(), JobNames.RunOf(request, scene));
        Provider = $"jobs/{scene.Cluster}";
    }

    /// <inheritdoc/>
    public override string Provider { get; }

    /// <inheritdoc/>
    public override async Task<GateReading> MeasureAsync(MeasurementContext context, CancellationToken cancellationToken)
    {
        try
        {
            var reading = await LookAsync(context, NameOf(_attempt), cancellationToken).ConfigureAwait(false);
            return reading.Outcome == MeasurementOutcome.Waiting ? reading with { AgainAfter = Pause } : reading;
        }
        catch (KubernetesApiException e)
        {
            return GateReading.Error($"the API server refuses the Job: {e.Status.Message ?? e.Reason}");
        }
        catch (KubernetesException)
        {
            return GateReading.Error("the API server cannot be reached");
        }
    }

    /// <inheritdoc/>
    public override async Task EndAsync(CancellationToken cancellationToken)
    {
        var ofRun = new ListOptions { Namespace = _rollout.Namespace, LabelSelector = LabelQuery.Parse($"{JobIntent.RunLabel}={_run}") };
        var jobs = await _client.Resource<GateJob>().ListAsync(ofRun, cancellationToken).ConfigureAwait(false);
        foreach (var job in jobs.Items)
        {
            await DeleteAsync(job.Metadata.Name!, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<GateReading> LookAsync(MeasurementContext context, NamespacedName name, CancellationToken cancellationToken)
    {
        var job = await _client.Resource<GateJob>().GetAsync(name, cancellationToken).ConfigureAwait(false);
        if (job is null)
        {
            return await StartAsync(context, name, cancellationToken).ConfigureAwait(false);
        }

        if (!IsOurs(job, context.Scene))
        {
            return GateReading.Error($"there is a Job {name.Name} that is not this rollout's: delete or rename it");
        }

        var pods = await PodsAsync(name, cancellationToken).ConfigureAwait(false);
        var stuck = JobVerdict.Stuck(pods) is { } reason ? $": {reason}" : string.Empty;
        _since ??= _time.GetTimestamp();
        if ((JobVerdict.Of(job, pods) ?? Overdue(name, context.Settings.Timeout, stuck)) is not { } reading)
        {
            return GateReading.Waiting($"Job {name.Name} runs{stuck}");
        }

        (_attempt, _since) = (_attempt + 1, null);
        if (_attempt >= MostKept)
        {
            await DeleteAsync(NameOf(_attempt - MostKept).Name, cancellationToken).ConfigureAwait(false);
        }

        return reading;
    }

    private GateReading? Overdue(NamespacedName name, TimeSpan timeout, string stuck) => _time.GetElapsedTime(_since!.Value) > timeout + Grace
        ? GateReading.Error($"Job {name.Name} has not ended within the gate's timeoutSeconds{stuck}")
        : null;

    private async Task<GateReading> StartAsync(MeasurementContext context, NamespacedName name, CancellationToken cancellationToken)
    {
        var (body, problem) = JobIntent.Render(_check, context, name.Name, _run);
        if (body is not { } json)
        {
            return GateReading.Error(problem!);
        }

        await _client.Resource<GateJob>().ApplyAsync(ApplyConfiguration.FromJson(GateJob.Resource, json.Span), Apply, cancellationToken).ConfigureAwait(false);
        return GateReading.Waiting($"Job {name.Name} was started");
    }

    private async Task<IReadOnlyList<Pod>> PodsAsync(NamespacedName job, CancellationToken cancellationToken)
    {
        var pods = await _client.Resource<Pod>().ListAsync(
            new ListOptions { Namespace = job.Namespace, LabelSelector = LabelQuery.Parse($"job-name={job.Name}") }, cancellationToken).ConfigureAwait(false);
        return pods.Items;
    }

    private Task<DeleteResult> DeleteAsync(string name, CancellationToken cancellationToken) => _client.Resource<GateJob>().DeleteAsync(
        new NamespacedName(_rollout.Namespace, name), new DeleteOptions { PropagationPolicy = PropagationPolicy.Background }, cancellationToken);

    private NamespacedName NameOf(int attempt) => new(_rollout.Namespace, JobNames.Of(_rollout.Name, _run, attempt));

    // In a member cluster there is no owner, and the annotation tells.
    private static bool IsOurs(GateJob job, GateScene scene) =>
        scene.Cluster == ClusterName.Local
            ? job.Metadata.OwnerReferences?.Any(owner => string.Equals(owner.Uid, scene.Rollout.Uid, StringComparison.Ordinal)) is true
            : job.Metadata.Annotations?.TryGetValue(ObjectKeys.RolloutUid, out var uid) is true
                && string.Equals(uid, scene.Rollout.Uid, StringComparison.Ordinal);
}
