namespace ModelSync.Playground.Serving;

/// <summary>The headers by which every answer of a model server says whose it is.</summary>
public static class ModelHeaders
{
    /// <summary>The version that answered.</summary>
    public const string Version = "x-model-version";

    /// <summary>The model.</summary>
    public const string Model = "x-model-name";

    /// <summary>The runtime, as <see cref="ModelRuntime"/> names it.</summary>
    public const string Runtime = "x-model-runtime";
}
