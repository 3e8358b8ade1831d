namespace ModelSync.Api.Versions;

/// <summary>Which part of a version a change demands to rise; ordered, so that the greatest of several counts.</summary>
public enum BumpLevel
{
    /// <summary>None: callers and data are not touched.</summary>
    None,

    /// <summary>The data version: the model learned from other data.</summary>
    Data,

    /// <summary>Patch: the schema is the same, the answers may differ.</summary>
    Patch,

    /// <summary>Minor: callers find something more.</summary>
    Minor,

    /// <summary>Major: callers may break.</summary>
    Major,
}
