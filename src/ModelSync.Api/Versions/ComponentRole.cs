namespace ModelSync.Api.Versions;

/// <summary>What a part of a package is for.</summary>
public enum ComponentRole
{
    /// <summary>The model's weights; exactly one part has this role.</summary>
    Weights,

    /// <summary>The serving image; replaces the serving container's image, by digest.</summary>
    Image,

    /// <summary>Preparation of inputs.</summary>
    Preprocessing,

    /// <summary>The schema of features.</summary>
    FeatureSchema,

    /// <summary>Inference code.</summary>
    Code,

    /// <summary>Configuration.</summary>
    Config,

    /// <summary>An adapter to base weights, such as LoRA.</summary>
    Adapter,
}
