using ModelSync.Api.Gates;
using ModelSync.Api.Versions;
using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Measuring;

namespace ModelSync.Operator.Gates.Probing;

/// <summary>The readiness and golden request that each runtime profile knows.</summary>
/// <param name="session">Sends the requests.</param>
/// <param name="profile">The runtime.</param>
/// <param name="model">The name by which the server knows the model.</param>
/// <param name="version">The version that should answer.</param>
/// <param name="schema">The model's inputs, where they are declared.</param>
internal sealed class ProfileChecks(ProbeSession session, RuntimeProfile profile, string model, string version, ModelSchema? schema)
{
    private readonly string _model = Uri.EscapeDataString(model);

    /// <summary>Runs a check.</summary>
    public Task<GateReading> RunAsync(ProfileCheck check, CancellationToken cancellationToken) => (check, profile) switch
    {
        (_, RuntimeProfile.HTTP) => Task.FromResult(GateReading.Error(
            "profile HTTP knows no requests of its own: set spec.probe.path, or give the version a runtimeProfile")),
        (ProfileCheck.Readiness, RuntimeProfile.OIP or RuntimeProfile.Triton or RuntimeProfile.KServe or RuntimeProfile.MLServer) =>
            ReadyAsync(cancellationToken, "/v2/health/ready", $"/v2/models/{_model}/ready"),
        (ProfileCheck.Readiness, RuntimeProfile.VLLM or RuntimeProfile.SGLang) => ModelsAsync(cancellationToken),
        (ProfileCheck.Readiness, RuntimeProfile.TFServing) => AvailableAsync(cancellationToken),
        (ProfileCheck.Readiness, RuntimeProfile.TorchServe) => ReadyAsync(cancellationToken, "/ping"),
        (ProfileCheck.Readiness, _) => ReadyAsync(cancellationToken, "/-/healthz"),
        (_, RuntimeProfile.VLLM or RuntimeProfile.SGLang) => CompletionAsync(cancellationToken),
        (_, RuntimeProfile.TFServing) => PredictAsync($"/v1/models/{_model}:predict", GoldenBody.Instances, "predictions", cancellationToken),
        (_, RuntimeProfile.TorchServe) => PredictAsync($"/predictions/{_model}", GoldenBody.Named, null, cancellationToken),
        (_, RuntimeProfile.RayServe) => PredictAsync($"/{_model}", GoldenBody.Named, null, cancellationToken),
        _ => InferAsync(cancellationToken),
    };

    private static bool Has(ProbeAnswer answer, string list) => answer.Json()?.Items(list).Count > 0;

    private async Task<GateReading> ReadyAsync(CancellationToken cancellationToken, params string[] paths)
    {
        ProbeAnswer? answer = null;
        foreach (var path in paths)
        {
            answer = await session.SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
            if (!answer.IsGood)
            {
                return GateReading.Fail($"{answer.Who} answers {path} with {answer.Status}");
            }
        }

        return Judge(answer!, isWhole: true, "is ready");
    }

    /// <summary>Health alone is not enough: a server may be up before its model, or with none.</summary>
    private async Task<GateReading> ModelsAsync(CancellationToken cancellationToken)
    {
        var health = await ReadyAsync(cancellationToken, "/health").ConfigureAwait(false);
        if (health.Outcome != MeasurementOutcome.Pass)
        {
            return health;
        }

        var answer = await session.SendAsync(HttpMethod.Get, "/v1/models", null, cancellationToken).ConfigureAwait(false);
        return Judge(answer, Has(answer, "data"), "is ready");
    }

    private async Task<GateReading> AvailableAsync(CancellationToken cancellationToken)
    {
        var answer = await session.SendAsync(HttpMethod.Get, $"/v1/models/{_model}", null, cancellationToken).ConfigureAwait(false);
        var isAvailable = answer.Json()?.Items("model_version_status").Any(static one => one.Text("state") is "AVAILABLE") is true;
        return answer.IsGood && !isAvailable
            ? GateReading.Fail($"{answer.Who} has no version of {model} that is AVAILABLE")
            : Judge(answer, isWhole: true, "is ready");
    }

    private async Task<GateReading> InferAsync(CancellationToken cancellationToken)
    {
        var tensors = GoldenTensor.Of(schema);
        if (tensors.Count == 0)
        {
            var metadata = await session.SendAsync(HttpMethod.Get, $"/v2/models/{_model}", null, cancellationToken).ConfigureAwait(false);
            if (!metadata.IsGood)
            {
                return GateReading.Fail($"{metadata.Who} answers with {metadata.Status} for model {model}");
            }

            tensors = GoldenTensor.Of(metadata.Json());
        }

        return await SendAsync($"/v2/models/{_model}/infer", tensors, GoldenBody.Tensors, "outputs", cancellationToken).ConfigureAwait(false);
    }

    private Task<GateReading> PredictAsync(
        string path, Func<IReadOnlyList<GoldenTensor>, ReadOnlyMemory<byte>> write, string? result, CancellationToken cancellationToken) =>
        SendAsync(path, GoldenTensor.Of(schema), write, result, cancellationToken);

    private async Task<GateReading> SendAsync(
        string path,
        IReadOnlyList<GoldenTensor> tensors,
        Func<IReadOnlyList<GoldenTensor>, ReadOnlyMemory<byte>> write,
        string? result,
        CancellationToken cancellationToken)
    {
        if (tensors.Count == 0 || tensors.Any(static tensor => tensor.Elements is null))
        {
            return GateReading.Error(
                $"the inputs of {model} {version} are not known, or too large: declare spec.schema.inputs in the ModelVersion, or probe with path and body");
        }

        var answer = await session.SendAsync(HttpMethod.Post, path, write(tensors), cancellationToken).ConfigureAwait(false);
        return Judge(answer, result is null || Has(answer, result), "answers the golden request");
    }

    /// <summary>Under the name that the server itself gives: people often serve under the name of a repository.</summary>
    private async Task<GateReading> CompletionAsync(CancellationToken cancellationToken)
    {
        var models = await session.SendAsync(HttpMethod.Get, "/v1/models", null, cancellationToken).ConfigureAwait(false);
        var names = OpenAIModels.NamesOf(models.Json());
        if (!models.IsGood || names.Count == 0)
        {
            return GateReading.Fail($"{models.Who} answers /v1/models with {models.Status} and {names.Count} models");
        }

        var name = names.Contains(model, StringComparer.Ordinal) ? model : names[0];
        var answer = await session.SendAsync(HttpMethod.Post, "/v1/completions", OpenAIModels.Completion(name), cancellationToken).ConfigureAwait(false);
        return Judge(answer, Has(answer, "choices"), "answers the golden request");
    }

    private GateReading Judge(ProbeAnswer answer, bool isWhole, string what) =>
        !answer.IsGood ? GateReading.Fail($"{answer.Who} answers with {answer.Status}")
        : VersionAssertion.Problem(answer, version) is { } problem ? GateReading.Fail(problem)
        : isWhole ? GateReading.Pass($"{answer.Who} {what}")
        : GateReading.Fail($"{answer.Who} answers with {answer.Status}, but without a result");
}
