namespace ModelSync.Playground.Serving.Protocols;

/// <summary>Where servers of the Open Inference Protocol differ: it leaves much to them.</summary>
internal sealed record OipDialect
{
    public required ErrorStyle Errors { get; init; }

    /// <summary>What GET /v2 says.</summary>
    public required string ServerName { get; init; }

    public required string ServerVersion { get; init; }

    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>What model metadata says.</summary>
    public required string Platform { get; init; }

    /// <summary>Whether health answers have a body.</summary>
    public bool HealthBodies { get; init; }

    /// <summary>What readiness says when it is no.</summary>
    public required Func<ServedModel, ServingReply> NotReady { get; init; }

    /// <summary>What the readiness of the model says when it is no.</summary>
    public required Func<ServedModel, ServingReply> ModelNotReady { get; init; }

    /// <summary>What inference says before the model is there.</summary>
    public required Func<ServedModel, ServingReply> CannotInfer { get; init; }

    /// <summary>What anything about a model, or a version of it, that is not served gets; the version is null where none was asked for.</summary>
    public required Func<string, string?, ServingReply> Unknown { get; init; }

    /// <summary>What the client hears when the model fails.</summary>
    public string Failure { get; init; } = "The model failed: this is a simulated error.";
}
