namespace ModelSync.Api.Versions;

/// <summary>Whether an input may be left out.</summary>
public enum TensorPresence
{
    /// <summary>It has to be there.</summary>
    Required,

    /// <summary>It may be left out.</summary>
    Optional,
}
