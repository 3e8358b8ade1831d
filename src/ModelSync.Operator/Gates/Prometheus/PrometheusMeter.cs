using System.Globalization;
using System.Net.Http.Headers;
using ModelSync.Api.Gates;
using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Http;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;
using ModelSync.Operator.Gates.Secrets;

namespace ModelSync.Operator.Gates.Prometheus;

/// <summary>Measures by an instant query to a Prometheus server; the baseline is the same query for stable.</summary>
internal sealed class PrometheusMeter(PrometheusCheck check, GateHttp http, UserCredentials credentials) : GateMeter
{
    private const int MostAnswer = 1024 * 1024;

    /// <inheritdoc/>
    public override string Provider { get; } = UserAddress.ProviderOf(check.Address);

    /// <inheritdoc/>
    public override async Task<GateReading> MeasureAsync(MeasurementContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is GateHttpException or SecretException)
        {
            return GateReading.Error(e.Message);
        }
    }

    private static GateReading Reading(Answers candidate, Answers? stable)
    {
        var value = candidate.Value is { } number ? Numbers.ToDecimal(number) : null;
        return new GateReading
        {
            Outcome = value is null ? MeasurementOutcome.NoData : MeasurementOutcome.Value,
            Value = value,
            Samples = candidate.Samples,
            Baseline = stable?.Value is { } other ? Numbers.ToDecimal(other) : null,
            BaselineSamples = stable?.Samples,
            Message = value is null ? "the query gives no value" : candidate.HasWarnings ? "the server warns that the answer may not be whole" : null,
        };
    }

    private async Task<GateReading> AskAsync(MeasurementContext context, CancellationToken cancellationToken)
    {
        if (UserAddress.Parse(check.Address) is not { } address)
        {
            return GateReading.Error("spec.prometheus.address is no address of a server: write https://HOST or http://HOST");
        }

        var access = await credentials.ReadAsync(context.Scene.Rollout.Namespace, check.TokenRef, check.CaRef, cancellationToken).ConfigureAwait(false);
        using (access)
        {
            var candidate = await AskAsync(context, context.Scene.Candidate, address, access, cancellationToken).ConfigureAwait(false);
            if (candidate.Problem is { } problem)
            {
                return GateReading.Error(problem);
            }

            if (context.Request.Gate.Spec?.Threshold?.RelativeToStable is null || context.Scene.Stable is not { } stable)
            {
                return Reading(candidate, null);
            }

            var baseline = await AskAsync(context, stable, address, access, cancellationToken).ConfigureAwait(false);
            return baseline.Problem is { } trouble ? GateReading.Error($"stable: {trouble}") : Reading(candidate, baseline);
        }
    }

    /// <summary>The query, and how much stands behind it.</summary>
    private async Task<Answers> AskAsync(
        MeasurementContext context, SceneRevision revision, Uri address, UserAccess access, CancellationToken cancellationToken)
    {
        var value = await QueryAsync(context, check.Query ?? string.Empty, revision, address, access, cancellationToken).ConfigureAwait(false);
        if (check.SamplesQuery is not { } samplesQuery || value.Problem is not null)
        {
            return new Answers(value.Value, null, value.Problem, value.HasWarnings);
        }

        var samples = await QueryAsync(context, samplesQuery, revision, address, access, cancellationToken).ConfigureAwait(false);
        var count = samples.Value is { } number ? (long)Math.Floor(Math.Clamp(number, 0, 1e15)) : 0;
        return new Answers(value.Value, count, samples.Problem is { } problem ? $"samplesQuery: {problem}" : null, value.HasWarnings || samples.HasWarnings);
    }

    private async Task<QueryAnswer> QueryAsync(
        MeasurementContext context, string template, SceneRevision revision, Uri address, UserAccess access, CancellationToken cancellationToken)
    {
        var (query, problem) = QueryTemplate.Render(template, name => ValueOf(name, context, revision));
        if (query is null)
        {
            return new QueryAnswer(null, problem);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{address.AbsoluteUri.TrimEnd('/')}/api/v1/query"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        access.Authorize(request);
        request.Content = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("query", query),
            KeyValuePair.Create("timeout", string.Create(CultureInfo.InvariantCulture, $"{(long)context.Settings.Timeout.TotalSeconds}s")),
        ]);
        using var answer = await http.SendToUserAsync(request, access.Authorities, cancellationToken).ConfigureAwait(false);
        if (answer.Status is 401 or 403)
        {
            return new QueryAnswer(null, $"the server does not accept who asks ({answer.Status}): check spec.prometheus.tokenRef");
        }

        return QueryAnswer.Read(answer.Status, await answer.ReadAsync(MostAnswer, cancellationToken).ConfigureAwait(false));
    }

    private static string? ValueOf(string name, MeasurementContext context, SceneRevision revision) => name switch
    {
        "revision" => revision.Record.Revision,

        // For the first revision, a label that nothing has: the query gives no data.
        "stableRevision" => context.Scene.Stable?.Record.Revision ?? "none",
        "service" => revision.Service,
        "namespace" => context.Scene.Rollout.Namespace,
        "window" => string.Create(CultureInfo.InvariantCulture, $"{(long)context.Settings.Window.TotalSeconds}s"),
        _ when name.StartsWith("args.", StringComparison.Ordinal) => context.Args.TryGetValue(name["args.".Length..], out var value) ? value : null,
        _ => null,
    };

    private sealed record Answers(double? Value, long? Samples, string? Problem, bool HasWarnings);
}
