using System.Globalization;
using System.Text;
using ModelSync.Api.Gates;
using ModelSync.Api.Versions;
using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Http;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Pods;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Probing;

/// <summary>Asks ready pods of the candidate, another one each time. That a pod gives no answer is the candidate's failure.</summary>
internal sealed class ProbeMeter : GateMeter
{
    private readonly ProbeCheck _check;
    private readonly IPodTransport _transport;

    public ProbeMeter(ProbeCheck check, GateScene scene, IPodTransport transport)
    {
        (_check, _transport) = (check, transport);
        Provider = $"pods/{scene.Cluster}/{scene.Rollout.Namespace}/{scene.Rollout.Name}";
    }

    /// <inheritdoc/>
    public override string Provider { get; }

    /// <inheritdoc/>
    public override MeasurementOutcome OnTimeout => MeasurementOutcome.Fail;

    /// <inheritdoc/>
    public override async Task<GateReading> MeasureAsync(MeasurementContext context, CancellationToken cancellationToken)
    {
        var candidate = context.Scene.Candidate;
        var (port, isHttp2, problem) = PodPorts.Find(candidate.Record.Inputs, _check.Port, forMetrics: false);
        if (port is null || candidate.Pods.Count == 0)
        {
            return GateReading.Error(problem ?? $"revision {candidate.Record.Revision} has no ready pod");
        }

        var pods = candidate.Pods.OrderBy(static pod => pod.Key.Name, StringComparer.Ordinal).Select(pod => new PodEndpoint(pod, port.Value, isHttp2)).ToList();
        var first = context.Number % pods.Count;
        var session = new ProbeSession(_transport, [.. pods[first..], .. pods[..first]]);
        try
        {
            return _check.Profile is { } profile
                ? await CheckAsync(profile, session, context, cancellationToken).ConfigureAwait(false)
                : await AskAsync(session, context, cancellationToken).ConfigureAwait(false);
        }
        catch (GateHttpException e)
        {
            var isPods = e.Failure is GateHttpFailure.Unreachable or GateHttpFailure.Broken or GateHttpFailure.Redirect;
            return isPods ? GateReading.Fail(e.Message) : GateReading.Error(e.Message);
        }
    }

    private static async Task<GateReading> CheckAsync(ProfileCheck check, ProbeSession session, MeasurementContext context, CancellationToken cancellationToken)
    {
        var candidate = context.Scene.Candidate;
        if (candidate.Version?.Spec is not { } version)
        {
            return GateReading.Error($"the ModelVersion {candidate.Record.Inputs.Version} is gone, and with it the runtime profile: create it again");
        }

        var checks = new ProfileChecks(
            session, version.RuntimeProfile ?? RuntimeProfile.HTTP, context.Scene.Rollout.Model, candidate.Record.Inputs.Version, version.Schema);
        return await checks.RunAsync(check, cancellationToken).ConfigureAwait(false);
    }

    private async Task<GateReading> AskAsync(ProbeSession session, MeasurementContext context, CancellationToken cancellationToken)
    {
        if (_check.Path is null)
        {
            return GateReading.Error("spec.probe has neither profile nor path: set one of them");
        }

        var (make, problem) = ProbeRequest.Of(_check, context.Args);
        if (make is null)
        {
            return GateReading.Error(problem!);
        }

        var answer = await session.SendAsync(make, cancellationToken).ConfigureAwait(false);
        return Judge(answer, context.Scene.Candidate.Record.Inputs.Version);
    }

    private GateReading Judge(ProbeAnswer answer, string version)
    {
        if (_check.ExpectStatus is { } status ? answer.Status != status : !answer.IsGood)
        {
            var expected = _check.ExpectStatus?.ToString(CultureInfo.InvariantCulture) ?? "200 to 299";
            return GateReading.Fail($"{answer.Who} answers with {answer.Status} where {expected} is expected");
        }

        if (_check.ExpectBody is { } text && answer.Body.Span.IndexOf(Encoding.UTF8.GetBytes(text)) < 0)
        {
            return GateReading.Fail($"the answer of {answer.Who} does not contain the text of expectBody");
        }

        return VersionAssertion.Problem(answer, version) is { } problem
            ? GateReading.Fail(problem)
            : GateReading.Pass($"{answer.Who} answers with {answer.Status}");
    }
}
