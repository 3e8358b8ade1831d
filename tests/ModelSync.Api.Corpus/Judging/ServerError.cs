namespace ModelSync.Api.Corpus.Judging;

/// <summary>An error of a field, as the API server words it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Type">The kind of error, such as <c>Invalid value</c>.</param>
/// <param name="Message">What is wrong.</param>
public sealed record ServerError(string Field, string Type, string Message)
{
    /// <summary>That rules were not checked because of other errors; it is about no field.</summary>
    public bool IsAboutSkippedRules => Message.StartsWith("some validation rules were not checked", StringComparison.Ordinal);

    /// <summary>Whether the error is one of a schema, and not of a rule. The server does not say; its wording does.</summary>
    public bool IsOfSchema =>
        Type is "Too long" or "Too many" or "Unsupported value" or "Duplicate value"
        || (Type == "Required value" && Message.Length == 0)
        || Message.Contains(" in body ", StringComparison.Ordinal)
        || Message.Contains("Checked value must be", StringComparison.Ordinal)
        || Message.Contains("accessor error", StringComparison.Ordinal);

    /// <summary>Whether it is about what names may look like in general; every server checks that, whatever the CRD says.</summary>
    public bool IsOfName => Field == "metadata.name" && Message.Contains("RFC 1123", StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => $"{Field}: {Type}: {Message}";
}
