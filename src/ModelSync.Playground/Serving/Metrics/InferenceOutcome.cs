namespace ModelSync.Playground.Serving.Metrics;

/// <summary>How an inference ended.</summary>
internal enum InferenceOutcome
{
    Succeeded,
    Failed,

    /// <summary>Its client went away before the answer.</summary>
    Abandoned,
}
