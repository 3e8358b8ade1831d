using System.Text.Json;

namespace ModelSync.Playground.Serving.Protocols;

/// <summary>Where servers of OpenAI's endpoints differ.</summary>
internal sealed record OpenAIDialect
{
    public required ErrorStyle Errors { get; init; }

    public required string Owner { get; init; }

    /// <summary>Whether the model that a request names must be the one that is served.</summary>
    public required bool ChecksModel { get; init; }

    /// <summary>What the client hears when the model fails.</summary>
    public required string Failure { get; init; }

    /// <summary>What the runtime adds to each answer.</summary>
    public Action<Utf8JsonWriter, ServedModel> Extra { get; init; } = (_, _) => { };

    /// <summary>What the runtime has beside OpenAI's endpoints; null where it does not know the request.</summary>
    public required Func<ServedModel, ServingRequest, Plan?> Others { get; init; }
}
