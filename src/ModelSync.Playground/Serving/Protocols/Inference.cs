namespace ModelSync.Playground.Serving.Protocols;

/// <summary>A valid inference request: what it will be answered with.</summary>
internal sealed record Inference
{
    /// <summary>The whole answer when all goes well; null where it is streamed.</summary>
    public ServingReply? Answer { get; init; }

    /// <summary>The answer in pieces.</summary>
    public TokenStream? Stream { get; init; }

    /// <summary>What the client gets when the model fails.</summary>
    public required ServingReply Failure { get; init; }

    /// <summary>How many rows the batch has.</summary>
    public int Rows { get; init; } = 1;

    /// <summary>How many tokens the prompt has, for language models.</summary>
    public int PromptTokens { get; init; }

    /// <summary>How many tokens the answer has, for language models.</summary>
    public int GeneratedTokens { get; init; }

    /// <summary>Whether the answer was cut off because the client wants no more tokens.</summary>
    public bool CutOff { get; init; }
}
